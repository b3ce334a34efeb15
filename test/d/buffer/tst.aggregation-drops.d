/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * keys that the aggregation buffer does not hold are told
 * @options: -x aggsize=256
 * @only: process
 */
BEGIN
{
	@[0] = count(); @[1] = count(); @[2] = count(); @[3] = count(); @[4] = count(); @[5] = count(); @[6] = count();
	@[7] = count(); @[8] = count(); @[9] = count(); @[10] = count(); @[11] = count(); @[12] = count(); @[13] = count();
	exit(0);
}
