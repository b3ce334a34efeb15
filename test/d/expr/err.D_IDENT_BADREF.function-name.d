/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a function without a call is no value
 */
BEGIN
{
	trace(strlen);
	exit(0);
}
