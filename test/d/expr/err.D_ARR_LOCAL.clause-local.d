/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * clause-local variables have no associative arrays
 */
BEGIN
{
	this->a[1] = 2;
	exit(0);
}
