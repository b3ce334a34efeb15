/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the four parts of the name of the probe
 */
BEGIN,
tick-1ms
{
	printf("%s:%s:%s:%s\n", probeprov, probemod, probefunc, probename);
}

tick-1ms { exit(0); }
