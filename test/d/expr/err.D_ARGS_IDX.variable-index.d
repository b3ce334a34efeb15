/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the index of args[] is a constant
 */
BEGIN
{
	x = 0; trace(args[x]);
	exit(0);
}
