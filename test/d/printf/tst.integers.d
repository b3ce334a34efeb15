/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * integers
 */
BEGIN
{
	printf("[%d] [%5d] [%-5d] [%05d] [%+d] [% d]\n", 42, 42, 42, 42, 42, 42);
	printf("[%x] [%X] [%#x] [%o] [%#o] [%u]\n", 255, 255, 255, 8, 8, 7);
	printf("[%.3d] [%8.3d]\n", 5, 5);
	exit(0);
}
