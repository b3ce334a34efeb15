/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a user stack of zero frames
 */
BEGIN
{
	ustack(0);
	exit(0);
}
