/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strjoin without arguments
 */
BEGIN
{
	trace(strjoin());
	exit(0);
}
