/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assigning 0 to an element frees it: it reads as 0 again
 */
int a[int];
self int t[string];

BEGIN
{
	a[1] = 5;
	self->t["x"] = 6;
	a[1] = 0;
	self->t["x"] = 0;
	printf("%d %d\n", a[1], self->t["x"]);
	exit(0);
}
