/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an empty format prints nothing
 */
BEGIN
{
	printf("");
	exit(0);
}
