/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * @options: -x agghist
 * Counts of one variable as one histogram; 1, 3 and 4 of 8 are 5, 15 and 20 columns.
 * The key column: the longest key and one more.
 */
BEGIN
{
	@colours["red"] = count();
	@colours["green"] = count(); @colours["green"] = count(); @colours["green"] = count();
	@colours["blue"] = count(); @colours["blue"] = count(); @colours["blue"] = count();
	@colours["blue"] = count();
	exit(0);
}
