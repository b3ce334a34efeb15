/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * there are no loops
 */
BEGIN
{
	for (i = 0; i < 3; i++) trace(i);
	exit(0);
}
