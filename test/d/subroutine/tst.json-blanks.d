/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): blanks anywhere
 */
BEGIN
{
	this->j = " { \"a\" : [ 1 , 2 ] , \"b\" : { \"c\" : 3 } } ";
	printf("%s\n", json(this->j, "a[1]"));
	printf("%s\n", json(this->j, "b.c"));
	exit(0);
}
