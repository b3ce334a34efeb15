/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * max() compares as signed, unsigned arguments too
 */
uint64_t u;

BEGIN
{
	u = 0x8000000000000000;
	@ = max(u);
	@ = max(5);
	exit(0);
}
