/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the dynamic size is an integer
 */
BEGIN
{
	tracemem(1, 2, "s");
	exit(0);
}
