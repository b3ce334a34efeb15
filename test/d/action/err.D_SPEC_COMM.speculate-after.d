/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * no speculation after a commit
 */
BEGIN
{
	commit(1); speculate(1);
	exit(0);
}
