/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * shift to the right of int8_t at its corners
 */
int8_t a;
int b;
int8_t r;

BEGIN
{
	a = -128; b = 0; r = a >> b; printf("%d\n", r);
	a = -128; b = 1; r = a >> b; printf("%d\n", r);
	a = -128; b = 7; r = a >> b; printf("%d\n", r);
	a = 1; b = 0; r = a >> b; printf("%d\n", r);
	a = 1; b = 1; r = a >> b; printf("%d\n", r);
	a = 1; b = 7; r = a >> b; printf("%d\n", r);
	a = -1; b = 0; r = a >> b; printf("%d\n", r);
	a = -1; b = 1; r = a >> b; printf("%d\n", r);
	a = -1; b = 7; r = a >> b; printf("%d\n", r);
	a = 127; b = 0; r = a >> b; printf("%d\n", r);
	a = 127; b = 1; r = a >> b; printf("%d\n", r);
	a = 127; b = 7; r = a >> b; printf("%d\n", r);
	a = 1; b = 0; r = a >> b; printf("%d\n", r);
	a = 1; b = 1; r = a >> b; printf("%d\n", r);
	a = 1; b = 7; r = a >> b; printf("%d\n", r);
	exit(0);
}
