/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * void is never unsigned
 */
unsigned void *p;
BEGIN
{
	
	exit(0);
}
