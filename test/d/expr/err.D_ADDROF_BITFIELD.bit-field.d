/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a bit-field has no address
 */
struct s { int a:3; };
struct s *p;
BEGIN
{
	trace(&p->a);
	exit(0);
}
