/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ERROR knows the enabling that failed, not its probe: it is dtrace:::ERROR itself
 */
BEGIN { trace(*(int *)8); }

BEGIN { exit(0); }

ERROR
{
	printf("%s:%s:%s:%s %d\n", probeprov, probemod, probefunc, probename, arg1);
}
