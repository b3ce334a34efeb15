/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * no aggregation after a commit
 */
BEGIN
{
	commit(1); @a = count();
	exit(0);
}
