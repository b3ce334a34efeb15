/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): true, false and null
 */
BEGIN
{
	this->j = "[true, false, null]";
	printf("%s\n", json(this->j, "[0]"));
	printf("%s\n", json(this->j, "[1]"));
	printf("%s\n", json(this->j, "[2]"));
	exit(0);
}
