/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a clause-local variable is what the clause assigned last
 */
this int x;

BEGIN { this->x = 1; }

BEGIN { this->x += 2; }

BEGIN
{
	printf("%d\n", this->x);
	exit(0);
}
