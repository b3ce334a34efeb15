/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lltostr(): an argument of another type
 */
BEGIN
{
	lltostr("a");
	exit(0);
}
