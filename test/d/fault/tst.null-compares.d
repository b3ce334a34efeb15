/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * NULL may be compared, and a string variable without a value reads as ""
 */
string unset;
self string mine;
string table[int];
BEGIN
{
	printf("%d %d %d\n", strchr("abc", 'd') == NULL, strchr("abc", 'b') != NULL, strtok("", " ") == NULL);
	printf("[%s] [%s] [%s] %d %d\n", unset, self->mine, table[7], strlen(self->mine), strlen(table[7]));
	unset = strchr("abc", 'd');
	self->mine = strstr("abc", "d");
	table[7] = json("{}", "a");
	printf("[%s] [%s] [%s]\n", unset, self->mine, table[7]);
	printf("%d %d %d\n", unset == NULL, self->mine == "", table[7] == NULL);
	@[self->mine] = count();
	exit(0);
}
