/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * @options: -x agghist
 * Sums of both signs and two keys: an int takes 8 columns, the string 2, each and one more.
 * Normalised counts, bars as before. max() is no part of a histogram and stays as it is.
 */
BEGIN
{
	@bytes[1, "in"] = sum(30); @bytes[22, "up"] = sum(-10); normalize(@bytes, 10);
	@most["x"] = max(7);
	exit(0);
}
