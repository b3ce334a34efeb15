/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a subroutine in a predicate
 */
BEGIN
/strstr("abc", "b") != NULL && index("abc", "c") == 2/
{
	printf("yes\n");
}

BEGIN
/strlen("") > 0/
{
	printf("no\n");
}

BEGIN { exit(0); }
