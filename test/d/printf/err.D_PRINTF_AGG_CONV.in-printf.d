/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %@ belongs to printa
 */
BEGIN
{
	@a = count(); printf("%@d", 1);
	exit(0);
}
