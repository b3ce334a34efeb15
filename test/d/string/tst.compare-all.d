/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * string comparisons are those of strcmp()
 */
BEGIN
{
	printf("%d\n", "abc" < "abd");
	printf("%d\n", "abc" <= "abd");
	printf("%d\n", "abc" > "abd");
	printf("%d\n", "abc" >= "abd");
	printf("%d\n", "abc" == "abd");
	printf("%d\n", "abc" != "abd");
	printf("%d\n", "abc" < "abc");
	printf("%d\n", "abc" <= "abc");
	printf("%d\n", "abc" > "abc");
	printf("%d\n", "abc" >= "abc");
	printf("%d\n", "abc" == "abc");
	printf("%d\n", "abc" != "abc");
	printf("%d\n", "ab" < "abc");
	printf("%d\n", "ab" <= "abc");
	printf("%d\n", "ab" > "abc");
	printf("%d\n", "ab" >= "abc");
	printf("%d\n", "ab" == "abc");
	printf("%d\n", "ab" != "abc");
	printf("%d\n", "" < "a");
	printf("%d\n", "" <= "a");
	printf("%d\n", "" > "a");
	printf("%d\n", "" >= "a");
	printf("%d\n", "" == "a");
	printf("%d\n", "" != "a");
	exit(0);
}
