/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strings compare as strcmp does
 */
BEGIN
{
	printf("%d%d%d%d%d%d\n", "abc" == "abc", "abc" != "abd", "abc" < "abd", "b" > "abc", "" < "a", "a" <= "a");
	exit(0);
}
