/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * typedef enum
 */
enum color { RED, GREEN = 5, BLUE };
typedef enum color color_t;
color_t c;
BEGIN
{
	c = BLUE;
	printf("%d %d %d %d\n", RED, GREEN, c, c == BLUE);
	exit(0);
}
