/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the number of frames is an integer
 */
BEGIN
{
	ustack("s");
	exit(0);
}
