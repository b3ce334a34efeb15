/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rand takes no argument
 */
BEGIN
{
	trace(rand(1));
	exit(0);
}
