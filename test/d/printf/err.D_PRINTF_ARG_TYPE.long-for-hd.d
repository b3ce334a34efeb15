/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %hd of a long
 */
int64_t v;
BEGIN
{
	printf("%hd", v);
	exit(0);
}
