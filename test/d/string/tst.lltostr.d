/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lltostr
 */
BEGIN
{
	printf("%s %s %s %s\n", lltostr(42), lltostr(-42), lltostr(255, 16), lltostr(8, 8));
	printf("%s %s\n", lltostr(5, 2), lltostr(35, 36));
	exit(0);
}
