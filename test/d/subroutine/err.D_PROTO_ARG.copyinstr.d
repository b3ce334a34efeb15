/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * copyinstr(): an argument of another type
 */
BEGIN
{
	copyinstr(1, "a");
	exit(0);
}
