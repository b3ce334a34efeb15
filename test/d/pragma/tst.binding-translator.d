#pragma D option version=1.5
struct out { int a; };
struct in { int b; };
#pragma D binding "1.5" translator
translator struct out < struct in *i > { a = i->b; };
BEGIN
{
	this->p = (struct in *)alloca(sizeof (struct in));
	this->p->b = 3;
	trace((xlate <struct out *> (this->p))->a);
	exit(0);
}
