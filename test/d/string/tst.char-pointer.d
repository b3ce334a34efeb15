/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a char * is traced as an address, stringof makes it text
 */
BEGIN
{
	this->p = (char *)alloca(8);
	bcopy("text", this->p, 5);
	printf("%s %d\n", stringof(this->p), sizeof(this->p));
	printf("%d\n", this->p == (string)"text");
	exit(0);
}
