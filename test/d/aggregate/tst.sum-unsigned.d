/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sum() of a uint64_t is printed as a signed number
 */
uint64_t u;

BEGIN
{
	u = 0xffffffffffffffff;
	@ = sum(u);
	exit(0);
}
