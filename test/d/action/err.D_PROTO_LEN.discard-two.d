/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * discard takes one speculation
 */
BEGIN
{
	discard(1, 2);
	exit(0);
}
