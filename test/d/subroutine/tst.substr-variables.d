/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr() with start and length computed
 */
BEGIN
{
	this->s = "abcdef";
	this->n = 2;
	printf("%s\n", substr(this->s, this->n, this->n + 1));
	printf("%s\n", substr(strjoin("ab", "cd"), this->n - 1, 2));
	printf("%s\n", substr(substr(this->s, 1), 1));
	exit(0);
}
