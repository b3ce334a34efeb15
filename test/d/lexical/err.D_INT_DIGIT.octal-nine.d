/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * 9 is no octal digit
 */
BEGIN
{
	trace(019);
	exit(0);
}
