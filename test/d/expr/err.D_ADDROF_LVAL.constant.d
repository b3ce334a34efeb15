/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a constant has no address
 */
BEGIN
{
	trace(&1);
	exit(0);
}
