/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lltostr(): too few arguments
 */
BEGIN
{
	lltostr();
	exit(0);
}
