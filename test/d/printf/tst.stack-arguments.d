/* @only: process */
/* stack() and its like may be arguments; BEGIN of a process has no stack. */
BEGIN
{
	printf("%d[%k]%s\n", 1, stack(), "text");
	printf("[%k]%d\n", stack(3), 2);
	printf("%d[%k][%k]\n", 3, stack(), stack(2));
	exit(0);
}
