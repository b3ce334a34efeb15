/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * memstr(): an argument of another type
 */
BEGIN
{
	memstr((void *)0, "a", 4);
	exit(0);
}
