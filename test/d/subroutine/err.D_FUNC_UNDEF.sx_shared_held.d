/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sx_shared_held(): Linux has no such thing, and the message says so
 */
BEGIN
{
	trace(sx_shared_held((void *)0));
	exit(0);
}
