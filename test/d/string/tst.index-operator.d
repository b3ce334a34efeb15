/* A character of a string. */
BEGIN
{
	this->s = "hello";
	x["k"] = "world";
	printf("%c%c%d\n", this->s[0], x["k"][4], "abc"[3]);
	trace(this->s[1] == 'e' ? "yes" : "no");
	exit(0);
}
