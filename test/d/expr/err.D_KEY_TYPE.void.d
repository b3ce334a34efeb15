/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a void value cannot be a key
 */
BEGIN
{
	@a[(void)1] = count();
	exit(0);
}
