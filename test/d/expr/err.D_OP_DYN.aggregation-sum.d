/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an aggregation is no operand
 */
BEGIN
{
	@a = count(); x = @a + 1;
	exit(0);
}
