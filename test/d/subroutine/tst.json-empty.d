/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): of nothing, and empty collections
 */
BEGIN
{
	this->j = "{\"a\": {}, \"b\": [], \"c\": \"\"}";
	printf("%s\n", json(this->j, "a"));
	printf("%s\n", json(this->j, "b"));
	printf("%d\n", json(this->j, "b[0]") == NULL);
	printf("%d\n", json(this->j, "a.x") == NULL);
	exit(0);
}
