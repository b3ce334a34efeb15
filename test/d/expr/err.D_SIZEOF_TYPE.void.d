/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sizeof void has no meaning
 */
BEGIN
{
	trace(sizeof (void));
	exit(0);
}
