/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bcopy() between integers in scratch
 */
BEGIN
{
	this->a = (int *)alloca(8);
	this->b = (int *)alloca(8);
	this->a[0] = 7;
	this->a[1] = -8;
	bcopy(this->a, this->b, 8);
	printf("%d %d\n", this->b[0], this->b[1]);
	exit(0);
}
