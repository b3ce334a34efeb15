/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * aggregations printed together have the same number of keys
 */
BEGIN
{
	@a[1] = count(); @b[1, 2] = count(); printa("%d %@d %@d", @a, @b);
	exit(0);
}
