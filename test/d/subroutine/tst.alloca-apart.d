/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * two alloca() do not overlap
 */
BEGIN
{
	this->a = (char *)alloca(8);
	this->b = (char *)alloca(8);
	bcopy("1234567", this->a, 8);
	bcopy("abcdefg", this->b, 8);
	printf("%s %s\n", stringof(this->a), stringof(this->b));
	exit(0);
}
