/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * no printf after a commit
 */
BEGIN
{
	commit(1); printf("x");
	exit(0);
}
