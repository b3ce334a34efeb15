BEGIN
{
	printf("%d %d %d %d\n", sizeof (1), sizeof (1U), sizeof (1L), sizeof (1ull));
	printf("%d %d %d\n", sizeof (0x80000000), sizeof (2147483648), sizeof (0x100000000));
	printf("%d %d\n", 0777, 0xFFu);
	exit(0);
}
