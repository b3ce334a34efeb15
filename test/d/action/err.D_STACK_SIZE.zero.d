/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a stack of zero frames
 */
BEGIN
{
	stack(0);
	exit(0);
}
