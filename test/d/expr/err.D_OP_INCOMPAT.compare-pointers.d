/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pointers to different types compared
 */
int *p;
long *q;
BEGIN
{
	trace(p == q);
	exit(0);
}
