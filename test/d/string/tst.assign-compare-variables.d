/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assign compare variables
 */
BEGIN
{
	x = "foo"; self->y = "foo"; this->z = "bar";
	printf("%d %d %s%s%s\n", x == self->y, x == this->z, x, self->y, this->z);
	exit(0);
}
