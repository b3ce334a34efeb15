/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ddi_pathname(): Linux has no such thing, and the message says so
 */
BEGIN
{
	trace(ddi_pathname((void *)0, 1));
	exit(0);
}
