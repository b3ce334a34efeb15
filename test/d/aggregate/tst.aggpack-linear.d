/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * @options: -x aggpack
 * Ends of the linear kinds by name; negative counts of six steps vvvvVV:
 * -1 of 4 is 1.5, so 2, -3 is 4.5, so 5. Buckets 0, 5 and 10.
 */
BEGIN
{
	@["a"] = lquantize(-1, 0, 10, 5, -1); @["a"] = lquantize(10, 0, 10, 5, -3);
	@["b"] = lquantize(4, 0, 10, 5);
	exit(0);
}
