/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a clause that faults leaves no record, not even of what came before
 */
BEGIN
{
	printf("before\n");
	trace(*(int *)8);
}

BEGIN
{
	printf("next\n");
	exit(0);
}
