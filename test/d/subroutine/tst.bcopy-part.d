/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bcopy() copies so many bytes, no more
 */
BEGIN
{
	this->p = (char *)alloca(8);
	bcopy("abcdefg", this->p, 8);
	bcopy("XY", this->p + 2, 2);
	printf("%s\n", stringof(this->p));
	exit(0);
}
