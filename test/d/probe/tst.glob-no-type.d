/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a word with a star inside is a description, unless a type has the name before it
 */
typedef int number;
number*pointer;
BEG*N
{
	pointer = NULL;
	printf("%s %d\n", probename, pointer == NULL);
	exit(0);
}
