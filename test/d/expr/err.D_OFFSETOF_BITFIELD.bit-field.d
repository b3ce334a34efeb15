/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * offsetof of a bit-field
 */
struct s { int a:3; int b:5; };
BEGIN
{
	trace(offsetof(struct s, b));
	exit(0);
}
