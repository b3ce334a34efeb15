/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * more than 64 bits, hexadecimal
 */
BEGIN
{
	trace(0x10000000000000000);
	exit(0);
}
