/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json
 */
BEGIN
{
	this->j = "{\"a\": 1, \"b\": {\"c\": [10, \"x\", true]}}";
	printf("%s %s %s %s\n", json(this->j, "a"), json(this->j, "b.c[0]"), json(this->j, "b.c[1]"), json(this->j, "b.c[2]"));
	printf("%d\n", json(this->j, "nope") == NULL);
	exit(0);
}
