/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc needs an aggregation
 */
BEGIN
{
	trunc();
	exit(0);
}
