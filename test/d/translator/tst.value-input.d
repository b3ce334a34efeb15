/* The input of a translator may be a structure or an integer. */
struct o { int a; char s[8]; };
struct i { int b; };
translator struct o < struct i p > { a = p.b; s = "text"; };
translator struct o < int n > { a = n * 2; };
struct i g;
BEGIN
{
	g.b = 3;
	printf("%d %s %d\n", xlate <struct o>(g).a, xlate <struct o>(g).s, xlate <struct o>(21).a);
	exit(0);
}
