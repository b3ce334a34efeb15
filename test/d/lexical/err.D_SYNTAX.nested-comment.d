/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * comments do not nest
 */
/* outer /* inner */ */
BEGIN
{
	
	exit(0);
}
