/* The same for a variable that was declared with the translated type, and for array elements. */
struct out { int a; };
struct in { int x; };
translator struct out < struct in *i > { a = i->x + 1; };
this struct out *o;
BEGIN
{
	this->p = (struct in *)alloca(2 * sizeof (struct in));
	this->p[0].x = 10;
	this->p[1].x = 20;
	this->o = xlate <struct out *> (this->p);
	all[0] = this->o;
	all[1] = xlate <struct out *> (this->p + 1);
	printf("%d %d %d\n", this->o->a, all[0]->a, all[1]->a);
	all[1] = NULL;
	exit(0);
}
