/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an action has no value
 */
BEGIN
{
	x = 1 + trace(1);
	exit(0);
}
