BEGIN
{
	x = 3;
	if (x == 1)
		trace("one");
	else if (x == 2)
		trace("two");
	else if (x == 3)
		trace("three");
	else
		trace("many");
	exit(0);
}
