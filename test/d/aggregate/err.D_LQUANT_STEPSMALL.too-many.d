/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * more than 65535 levels
 */
BEGIN
{
	@a = lquantize(1, 0, 65536, 1);
	exit(0);
}
