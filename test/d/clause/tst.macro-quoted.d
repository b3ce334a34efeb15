/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * $1 with quotes around it is the string inside them; $$1 is the argument as it is
 * @args: "word" "12" "" " "a"b" word
 */
BEGIN
{
	printf("%s,%s,%s,%s,%s\n", $1, $2, $3, $4, $5);
	printf("%s,%s,%s,%s,%s,%s\n", $$1, $$2, $$3, $$4, $$5, $$6);
	printf("%d %d\n", strlen($1), strlen($3));
	exit(0);
}
