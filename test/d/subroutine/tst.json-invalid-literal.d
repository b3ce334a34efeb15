/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): a word that JSON does not know is NULL
 */
BEGIN
{
	this->j = "{\"a\": yes}";
	printf("%d\n", json(this->j, "a") == NULL);
	exit(0);
}
