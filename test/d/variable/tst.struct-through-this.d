/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct through globals, thread-locals and clause-locals
 */
struct p { long x; long y; };
struct p g;
self struct p s;
this struct p t;

BEGIN
{
	g.x = 1;
	g.y = -1;
	self->s = g;
	this->t = self->s;
	this->t.x++;
	printf("%d %d %d\n", this->t.x, this->t.y, g.x);
	exit(0);
}
