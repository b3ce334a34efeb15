/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * keys
 */
BEGIN
{
	@[1, "b"] = count(); @[1, "a"] = count(); @[0, "z"] = count(); @[1, "a"] = count();
	exit(0);
}
