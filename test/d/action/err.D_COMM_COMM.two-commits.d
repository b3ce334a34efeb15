/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * one commit per clause
 */
BEGIN
{
	commit(1); commit(2);
	exit(0);
}
