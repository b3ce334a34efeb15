/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize() takes a value as signed, an unsigned one too
 */
uint64_t u;

BEGIN
{
	u = 0xffffffffffffffff;
	@ = quantize(u);
	exit(0);
}
