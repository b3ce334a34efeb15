/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * floating-point constants are not permitted
 */
BEGIN
{
	trace(1.5);
	exit(0);
}
