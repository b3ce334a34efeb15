/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * counts and drops add up
 * @options: -x aggsize=256
 * @only: process
 */
BEGIN
{
	@[0] = count(); @[1] = count(); @[2] = count(); @[3] = count(); @[4] = count(); @[5] = count(); @[6] = count();
	@[0] = count(); @[1] = count(); @[2] = count(); @[3] = count(); @[4] = count(); @[5] = count(); @[6] = count();
	exit(0);
}
