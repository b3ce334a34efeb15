/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): a path that starts with [ ]
 */
BEGIN
{
	this->j = "[5, [6, 7], {\"k\": 8}]";
	printf("%s\n", json(this->j, "[0]"));
	printf("%s\n", json(this->j, "[1][1]"));
	printf("%s\n", json(this->j, "[2].k"));
	exit(0);
}
