/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * # directives are few
 */
#nosuch directive
BEGIN
{
	
	exit(0);
}
