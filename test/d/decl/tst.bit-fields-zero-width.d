struct bf { unsigned a : 3; int b : 5; unsigned long c : 33; unsigned : 0; int d : 1; };
BEGIN
{
	this->p = (struct bf *)alloca(sizeof (struct bf));
	this->p->a = 9;
	this->p->b = -3;
	this->p->c = 0x3ffffffff;
	this->p->d = 1;
	printf("%d %d %x %d %d\n", this->p->a, this->p->b, this->p->c, this->p->d, sizeof (struct bf));
	exit(0);
}
