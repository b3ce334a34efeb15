/* Speculating and committing in branches. */
BEGIN
{
	self->s = speculation();
	if (self->s) {
		speculate(self->s);
		printf("kept\n");
	}
	this->unused = 1;
}
BEGIN
{
	if (pid) {
		commit(self->s);
		self->s = 0;
	} else {
		discard(self->s);
	}
	exit(0);
}
