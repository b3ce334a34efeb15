/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): a string without its end is NULL
 */
BEGIN
{
	this->j = "{\"a\": \"b";
	printf("%d\n", json(this->j, "a") == NULL);
	exit(0);
}
