/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * each firing that faults is reported
 */
int n;

tick-5ms
/n < 2/
{
	n++;
	trace(*(int *)8);
}

tick-5ms
/n == 2/
{
	exit(0);
}
