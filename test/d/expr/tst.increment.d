/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ++ and -- before and after, in each scope
 */
BEGIN
{
	x = 5;
	printf("%d %d %d\n", x++, x, ++x);
	printf("%d %d %d\n", x--, x, --x);
	self->y = 1; self->y++; this->z = 9; this->z--;
	printf("%d %d\n", self->y, this->z);
	exit(0);
}
