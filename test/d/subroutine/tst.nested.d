/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * subroutines in the arguments of others
 */
BEGIN
{
	printf("%s\n", toupper(basename(strjoin(dirname("/usr/lib/x"), "/y"))));
	printf("%d\n", strlen(lltostr(strtoll("12345") * 10)));
	exit(0);
}
