/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * aggregations printed together have the same types of keys
 */
BEGIN
{
	@a[1] = count(); @b["s"] = count(); printa("%d %@d %@d", @a, @b);
	exit(0);
}
