/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * alloca store
 */
BEGIN
{
	this->p = (int *)alloca(8);
	*this->p = 11;
	this->p[1] = 22;
	printf("%d %d\n", this->p[0], *(this->p + 1));
	exit(0);
}
