/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * no speculate after data was recorded
 */
BEGIN
{
	trace(1); speculate(1);
	exit(0);
}
