/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dirname(): an argument of another type
 */
BEGIN
{
	dirname(1);
	exit(0);
}
