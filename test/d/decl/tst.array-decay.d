int a[5];
BEGIN
{
	a[0] = 1;
	a[4] = 2;
	this->p = &a[1];
	printf("%d %d %d %d\n", *a, *(a + 4), *this->p, a[3]);
	exit(0);
}
