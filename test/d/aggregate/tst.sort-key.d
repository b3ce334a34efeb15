/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sort key
 * @options: -x aggsortkey -x aggsortrev
 */
BEGIN
{
	@a[3] = sum(1); @a[1] = sum(2); @a[2] = sum(3);
	exit(0);
}
