/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * attributes of a name that never appears
 */
#pragma D attributes Stable/Stable/Common never_defined
BEGIN
{
	
	exit(0);
}
