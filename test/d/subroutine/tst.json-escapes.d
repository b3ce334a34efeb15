/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): escapes in strings stay as they are
 */
BEGIN
{
	this->j = "{\"a\": \"x\\\"y\", \"b\": \"l\\\\m\", \"c\": \"\\u0041\"}";
	printf("%s\n", json(this->j, "a"));
	printf("%s\n", json(this->j, "b"));
	printf("%s\n", json(this->j, "c"));
	exit(0);
}
