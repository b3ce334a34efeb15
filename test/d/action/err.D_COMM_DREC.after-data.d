/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * no commit after data was recorded
 */
BEGIN
{
	trace(1); commit(1);
	exit(0);
}
