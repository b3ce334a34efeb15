/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a void value cannot be traced
 */
BEGIN
{
	trace((void)1);
	exit(0);
}
