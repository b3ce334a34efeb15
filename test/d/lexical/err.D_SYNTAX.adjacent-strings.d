/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * adjacent strings are not joined
 */
BEGIN
{
	trace("a" "b");
	exit(0);
}
