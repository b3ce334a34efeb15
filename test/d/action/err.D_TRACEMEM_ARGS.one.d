/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tracemem needs a size
 */
BEGIN
{
	tracemem(1);
	exit(0);
}
