/* Branches may be empty, conditions may assign. */
BEGIN
{
	if (x = 4)
		;
	if (x == 4) {
	} else {
		trace("no");
	}
	if (0) {
		exit(1);
	}
	printf("%d\n", x);
	exit(0);
}
