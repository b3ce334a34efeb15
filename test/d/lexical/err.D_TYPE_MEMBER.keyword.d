/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a keyword behind -> is the name of a member, here of one that there is not
 */
struct s { int a; };
BEGIN
{
	trace(((struct s *)alloca(4))->register);
	exit(0);
}
