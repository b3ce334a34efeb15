/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bcopy
 */
BEGIN
{
	this->p = (char *)alloca(6);
	bcopy("hello", this->p, 6);
	printf("%s\n", stringof(this->p));
	exit(0);
}
