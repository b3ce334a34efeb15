/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct in memory of alloca()
 */
struct point { int x; int y; };

BEGIN
{
	this->p = (struct point *)alloca(sizeof(struct point));
	this->p->x = 3;
	this->p->y = -4;
	this->p->x += this->p->y;
	printf("%d %d\n", this->p->x, this->p->y);
	exit(0);
}
