/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * msgdsize(): Linux has no such thing, and the message says so
 */
BEGIN
{
	trace(msgdsize((void *)0));
	exit(0);
}
