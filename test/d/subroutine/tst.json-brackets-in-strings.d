/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): brackets and commas in strings are text
 */
BEGIN
{
	this->j = "{\"a\": \"}],{[\", \"b\": 2}";
	printf("%s\n", json(this->j, "a"));
	printf("%s\n", json(this->j, "b"));
	exit(0);
}
