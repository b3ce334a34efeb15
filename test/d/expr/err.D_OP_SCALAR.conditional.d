/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the condition must be scalar
 */
BEGIN
{
	trace("s" ? 1 : 2);
	exit(0);
}
