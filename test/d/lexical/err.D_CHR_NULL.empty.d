/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a character constant without character
 */
BEGIN
{
	trace('');
	exit(0);
}
