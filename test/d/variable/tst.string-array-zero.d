/* Assigning 0 frees an element; a string then reads as "". */
string s[string];
BEGIN
{
	s["a"] = "b";
	printf("[%s][%s]", s["a"], s["c"]);
	s["a"] = 0;
	printf("[%s]\n", s["a"]);
	exit(0);
}
