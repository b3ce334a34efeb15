/* @options: -q */
/* An option of the compiler holds from its pragma on: arguments that are not given are 0 and "". */
#pragma D option defaultargs

BEGIN
{
	printf("%d <%s>\n", $1, $$2);
	exit(0);
}
