/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): members of an object
 */
BEGIN
{
	this->j = "{\"a\": 1, \"b\": \"two\", \"c\": true}";
	printf("%s\n", json(this->j, "a"));
	printf("%s\n", json(this->j, "b"));
	printf("%s\n", json(this->j, "c"));
	exit(0);
}
