/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a newline inside a character constant
 */
BEGIN
{
	trace('a
');
	exit(0);
}
