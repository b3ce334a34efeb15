/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): text that is no JSON is NULL
 */
BEGIN
{
	this->j = "{\"a\" 1}";
	printf("%d\n", json(this->j, "a") == NULL);
	exit(0);
}
