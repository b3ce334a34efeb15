/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * character constants and their escapes
 */
BEGIN
{
	printf("%d %d %d %d\n", 'a', '\n', '\\', '\x41');
	printf("%c%c%c\n", 'x', 'y', 'z');
	printf("%x\n", 'ab');
	exit(0);
}
