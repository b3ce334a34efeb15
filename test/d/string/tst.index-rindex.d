/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * index rindex
 */
BEGIN
{
	printf("%d %d %d\n", index("foobarfoo", "foo"), index("foobarfoo", "foo", 1), index("foobarfoo", "x"));
	printf("%d %d %d\n", rindex("foobarfoo", "foo"), rindex("foobarfoo", "foo", 5), rindex("foo", "bar"));
	printf("%d %d\n", index("", ""), index("abc", "c", -4));
	exit(0);
}
