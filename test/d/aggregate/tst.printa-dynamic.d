/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the star of a width, of a precision, takes a key
 */
BEGIN
{
	@a[10, 5, 2, "text"] = count();
	printa("[%*d][%.*s][%@d]\n", @a);
	@b[-4, 7] = sum(3);
	printa("[%*d][%@3d]\n", @b);
	exit(0);
}
