/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * BEGIN has no typed arguments
 */
BEGIN
{
	trace(args[0]);
	exit(0);
}
