/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * escapes in character constants
 */
BEGIN
{
	printf("%d %d %d %d %d %d\n", '\n', '\t', '\\', '\'', '\0', '\x41');
	printf("%d %d %d %d\n", '\a', '\b', '\r', '\101');
	exit(0);
}
