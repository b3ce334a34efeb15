/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a key of another type
 */
int a[int];
BEGIN
{
	a["one"] = 1;
	exit(0);
}
