/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): elements of an array
 */
BEGIN
{
	this->j = "{\"a\": [10, \"x\", null]}";
	printf("%s\n", json(this->j, "a[0]"));
	printf("%s\n", json(this->j, "a[1]"));
	printf("%s\n", json(this->j, "a[2]"));
	exit(0);
}
