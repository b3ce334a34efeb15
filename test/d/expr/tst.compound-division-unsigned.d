/* As in C: the signed target is converted to unsigned first. */
struct s { char c; };
char c;
char a[int];
unsigned u;
BEGIN
{
	u = 3;
	this->p = (struct s *)alloca(sizeof (struct s));
	c = a[1] = this->p->c = -7;
	c /= u;
	a[1] /= u;
	this->p->c /= u;
	printf("%d %d %d\n", c, a[1], this->p->c);
	c = -7;
	c %= u;
	printf("%d %d\n", c, -7 % u);
	exit(0);
}
