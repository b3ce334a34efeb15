/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): a path through objects
 */
BEGIN
{
	this->j = "{\"a\": {\"b\": {\"c\": 3}}, \"b\": 9}";
	printf("%s\n", json(this->j, "a.b.c"));
	printf("%s\n", json(this->j, "b"));
	exit(0);
}
