/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a module that is not there
 */
#pragma D depends_on module no_such_module_here
BEGIN
{
	
	exit(0);
}
