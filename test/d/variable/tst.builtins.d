/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * builtins
 */
BEGIN
{
	printf("%s:%s:%s:%s\n", probeprov, probemod, probefunc, probename);
	printf("%d %d %d %d\n", pid > 0, tid > 0, timestamp > 0, walltimestamp > 1600000000 * 1000000000LL);
	printf("%d %d\n", epid > 0, id);
	exit(0);
}
