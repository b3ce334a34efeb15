/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): a path that is none gives NULL
 */
BEGIN
{
	this->j = "{\"a\": [1]}";
	printf("%d %d %d\n", json(this->j, "a[") == NULL, json(this->j, "a[x]") == NULL, json(this->j, "a.") == NULL);
	exit(0);
}
