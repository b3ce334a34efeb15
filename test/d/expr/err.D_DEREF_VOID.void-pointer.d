/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what a void * points to has no type
 */
void *p;
BEGIN
{
	trace(*p);
	exit(0);
}
