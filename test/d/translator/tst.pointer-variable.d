/* A variable keeps what an xlate <T *> translates, and translates at each use. */
struct out { int a; string b; };
struct in { int x; };
translator struct out < struct in *i > { a = i->x * 2; b = i->x > 5 ? "big" : "small"; };
BEGIN
{
	this->p = (struct in *)alloca(sizeof (struct in));
	this->p->x = 4;
	this->o = xlate <struct out *> (this->p);
	printf("%d %s\n", this->o->a, this->o->b);
	this->p->x = 7;
	printf("%d %s\n", this->o->a, this->o->b);
	exit(0);
}
