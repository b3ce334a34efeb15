/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * exit is never speculative
 */
BEGIN
{
	speculate(1); exit(0);
	exit(0);
}
