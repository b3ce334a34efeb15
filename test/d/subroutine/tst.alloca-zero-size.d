/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * alloca(0) is no error
 */
BEGIN
{
	alloca(0);
	printf("fine\n");
	exit(0);
}
