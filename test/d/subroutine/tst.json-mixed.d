/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): arrays of objects of arrays
 */
BEGIN
{
	this->j = "{\"l\": [{\"v\": [1, 2]}, {\"v\": [3, 4]}]}";
	printf("%s\n", json(this->j, "l[1].v[0]"));
	printf("%s\n", json(this->j, "l[0].v[1]"));
	exit(0);
}
