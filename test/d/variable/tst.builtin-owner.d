/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * uid and gid are those of the process
 */
BEGIN
{
	printf("%d %d\n", uid == $uid, gid == $gid);
	exit(0);
}
