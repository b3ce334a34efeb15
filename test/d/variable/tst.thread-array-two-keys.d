self int x[int, string];
BEGIN
{
	self->x[1, "a"] = 5;
	self->x[1, "b"] = 6;
	printf("%d %d %d\n", self->x[1, "a"], self->x[1, "b"], self->x[2, "a"]);
	self->x[1, "a"] = 0;
	printf("%d %d\n", self->x[1, "a"], self->x[1, "b"]);
	exit(0);
}
