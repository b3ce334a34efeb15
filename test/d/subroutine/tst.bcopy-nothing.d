/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bcopy() of 0 bytes does nothing
 */
BEGIN
{
	this->p = (char *)alloca(4);
	bcopy("abc", this->p, 4);
	bcopy("xyz", this->p, 0);
	printf("%s\n", stringof(this->p));
	exit(0);
}
