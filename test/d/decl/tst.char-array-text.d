char c[10];
BEGIN
{
	c[0] = 'h';
	c[1] = 'i';
	printf("%s|%d|%s\n", c, sizeof (c), stringof(c));
	exit(0);
}
