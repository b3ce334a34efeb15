/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sum needs its value
 */
BEGIN
{
	@a = sum();
	exit(0);
}
