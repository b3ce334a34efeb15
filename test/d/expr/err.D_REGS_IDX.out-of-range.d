/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a register no machine has
 */
BEGIN
{
	trace(uregs[100000]);
	exit(0);
}
