/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * @options: -x aggzoom
 * The longest bar is 95 % of the 40 columns: 38; half of it is 19.
 */
BEGIN
{
	@ = quantize(1); @ = quantize(2); @ = quantize(3);
	exit(0);
}
