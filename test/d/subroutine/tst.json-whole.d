/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): an object or array as a whole is its text
 */
BEGIN
{
	this->j = "{\"o\": {\"x\": [1, 2]}, \"l\": [ 3 ]}";
	printf("%s\n", json(this->j, "o"));
	printf("%s\n", json(this->j, "o.x"));
	printf("%s\n", json(this->j, "l"));
	exit(0);
}
