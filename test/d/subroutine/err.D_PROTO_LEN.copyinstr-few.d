/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * copyinstr(): too few arguments
 */
BEGIN
{
	copyinstr();
	exit(0);
}
