/* Types without a name can be printed. */
struct s { int a; struct { int b; char c; } in; union { int d; short e; } u; };
BEGIN
{
	this->p = (struct s *)alloca(sizeof (struct s));
	this->p->in.b = 7;
	this->p->in.c = 'x';
	this->p->u.d = 258;
	print(this->p->in);
	print(this->p->u);
	exit(0);
}
