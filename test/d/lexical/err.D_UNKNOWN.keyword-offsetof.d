/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a keyword in offsetof is the name of a member
 */
struct s { int a; };
BEGIN
{
	trace(offsetof(struct s, counter));
	exit(0);
}
