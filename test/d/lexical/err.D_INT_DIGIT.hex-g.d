/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * g is no hexadecimal digit
 */
BEGIN
{
	trace(0x1g);
	exit(0);
}
