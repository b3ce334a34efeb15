/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dirname(): too few arguments
 */
BEGIN
{
	dirname();
	exit(0);
}
