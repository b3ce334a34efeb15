/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a symbol no module has
 */
BEGIN
{
	trace(`no_such_symbol_anywhere);
	exit(0);
}
