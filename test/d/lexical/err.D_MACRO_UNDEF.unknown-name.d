/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a macro variable nobody defines
 */
BEGIN
{
	trace($nobody);
	exit(0);
}
