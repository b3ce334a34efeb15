/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * min() of one value
 */
BEGIN
{
	@ = min(42);
	exit(0);
}
