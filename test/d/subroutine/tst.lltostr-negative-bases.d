/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lltostr(): a minus sign only in base 10, elsewhere as unsigned
 */
BEGIN
{
	printf("%s\n", lltostr(-1, 16));
	printf("%s\n", lltostr(-1, 2));
	printf("%s\n", lltostr(-1, 36));
	printf("%s\n", lltostr(-2, 8));
	printf("%s\n", lltostr(-5, 10));
	exit(0);
}
