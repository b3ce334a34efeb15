/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): numbers come as they are written
 */
BEGIN
{
	this->j = "{\"a\": -1, \"b\": 1.50, \"c\": 6.02e23, \"d\": 0, \"e\": 1E-7}";
	printf("%s\n", json(this->j, "a"));
	printf("%s\n", json(this->j, "b"));
	printf("%s\n", json(this->j, "c"));
	printf("%s\n", json(this->j, "d"));
	printf("%s\n", json(this->j, "e"));
	exit(0);
}
