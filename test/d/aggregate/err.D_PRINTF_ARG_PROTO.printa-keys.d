/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a format with more conversions than the aggregation has keys
 */
BEGIN
{
	@a[1] = count(); printa("%d %d %@d", @a);
	exit(0);
}
