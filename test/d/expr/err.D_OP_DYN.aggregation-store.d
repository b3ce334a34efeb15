/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an aggregation cannot be stored
 */
BEGIN
{
	@a = count(); x = @a;
	exit(0);
}
