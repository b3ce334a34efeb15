/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize() of a large uint32_t is positive
 */
uint32_t u;

BEGIN
{
	u = 0xffffffff;
	@ = quantize(u);
	exit(0);
}
