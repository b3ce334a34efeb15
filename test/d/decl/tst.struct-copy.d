/* Structures are copied by value, into elements of arrays too. */
struct point { int x, y; };
struct point p, q, r[int];
BEGIN
{
	p.x = 1;
	p.y = 2;
	q = p;
	p.x = 9;
	r[1] = q;
	r[2] = p;
	r[1].x = 77;
	self->p = r[1];
	this->p = self->p;
	this->p.y = 5;
	printf("%d,%d %d,%d %d,%d %d,%d %d\n", q.x, q.y, r[1].x, r[1].y, r[2].x, self->p.y,
	    this->p.x, this->p.y, r[3].x);
	exit(0);
}
