/* @options: -x iregs=4 */
int x[int, int];
/* With three registers values wait in memory; nothing fails. */
BEGIN
{
	a = 1; b = 2; c = 3; d = 4;
	printf("%d\n", (a + b) * (c + d) - ((a - b) * (c - d) + (a * d - b * c) * (a + c) * (b + d)));
	x[a + b, c * d] = (a ? b : c) + x[a, b] + (c > d ? a : b + c * (d - a));
	printf("%d %s\n", x[3, 12], strjoin(lltostr(a + b), substr("abcdef", a, b + c)));
	exit(0);
}
