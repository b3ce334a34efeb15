/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * more than 64 bits, decimal
 */
BEGIN
{
	trace(100000000000000000000);
	exit(0);
}
