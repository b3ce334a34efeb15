/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * self and this of one name are two variables, a global is a third
 */
BEGIN
{
	x = 1;
	self->x = 2;
	this->x = 3;
	printf("%d %d %d\n", x, self->x, this->x);
	exit(0);
}
