/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * memstr() ends at strsize
 * @options: -x strsize=8
 */
BEGIN
{
	this->p = (char *)alloca(16);
	printf("%s\n", memstr(this->p, 'x', 16));
	exit(0);
}
