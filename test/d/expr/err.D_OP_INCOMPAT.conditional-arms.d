/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the arms of ?: do not fit
 */
BEGIN
{
	trace(pid ? 1 : "one");
	exit(0);
}
