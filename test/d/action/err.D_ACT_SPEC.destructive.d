/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * destructive actions are never speculative
 * @options: -w
 */
BEGIN
{
	speculate(1); stop();
	exit(0);
}
