struct s { int a; int x[]; };
BEGIN
{
	this->p = (struct s *)alloca(16);
	this->p->x[1] = 5;
	printf("%d %d %d\n", this->p->x[1], this->p->x[0], sizeof (struct s));
	exit(0);
}
