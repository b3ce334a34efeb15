/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a value without a conversion
 */
BEGIN
{
	printf("text", 1);
	exit(0);
}
