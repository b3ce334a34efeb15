/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * self associative
 */
BEGIN
{
	self->a[1] = 7; self->a[2] = 8;
	printf("%d %d %d\n", self->a[1], self->a[2], self->a[3]);
	exit(0);
}
