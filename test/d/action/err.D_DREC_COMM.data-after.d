/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * no data after a commit
 */
BEGIN
{
	commit(1); trace(1);
	exit(0);
}
