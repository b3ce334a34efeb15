/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * C arrays of each scope: elements, decay to a pointer, addresses, an array inside a struct
 */
int g[4];
this int t[4];
struct has { char pad; short v[3]; } h;
BEGIN
{
	g[0] = 1; g[1] = 2; g[2] = 3; g[3] = 4;
	this->t[3] = 30; this->t[2] = 20;
	h.v[0] = 5; h.v[2] = 7;
	this->i = 2;
	printf("%d %d %d\n", g[this->i], *(g + 1), *&g[3]);
	printf("%d %d\n", this->t[this->i], this->t[3] - this->t[2]);
	printf("%d %d %d\n", h.v[0], h.v[1], h.v[this->i]);
	g[this->i] += 10;
	g[this->i]++;
	printf("%d %d %d\n", g[2], sizeof (g), &g[3] - &g[0]);
	exit(0);
}
