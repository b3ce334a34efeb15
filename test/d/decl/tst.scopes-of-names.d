/* A variable, a tag and a member may have one name; self-> and this-> have names of their own. */
int x;
struct x { int x; } z;
self int pid;
this string x;
BEGIN
{
	x = 1;
	z.x = 2;
	self->pid = 3;
	this->x = "four";
	printf("%d %d %d %s %d\n", x, z.x, self->pid, this->x, self->pid == pid);
	exit(0);
}
