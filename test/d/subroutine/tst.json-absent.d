/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): what is not there is NULL
 */
BEGIN
{
	this->j = "{\"a\": 1, \"b\": [1]}";
	printf("%d\n", json(this->j, "c") == NULL);
	printf("%d\n", json(this->j, "b[1]") == NULL);
	printf("%d\n", json(this->j, "a.x") == NULL);
	printf("%d\n", json(this->j, "a[0]") == NULL);
	printf("%d\n", json(this->j, "b.x") == NULL);
	exit(0);
}
