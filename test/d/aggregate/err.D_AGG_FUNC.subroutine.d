/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a subroutine does not aggregate
 */
BEGIN
{
	@a = strlen("a");
	exit(0);
}
