/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * memstr(): NULs become the character given
 */
BEGIN
{
	this->p = (char *)alloca(8);
	bcopy("ab", this->p, 2);
	bcopy("cd", this->p + 3, 2);
	printf("%s\n", memstr(this->p, '.', 6));
	exit(0);
}
