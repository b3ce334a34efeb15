/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sum() of narrow types: each value with its own sign
 */
char c;
uint8_t u;

BEGIN
{
	c = 0xff;
	u = 0xff;
	@c = sum(c);
	@u = sum(u);
	exit(0);
}
