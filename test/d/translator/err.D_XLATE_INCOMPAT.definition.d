/* A translator of one's own is checked where it is defined. */
struct o { int a; };
struct i { int b; };
translator struct o < struct i *p > { a = "text"; };
BEGIN { exit(0); }
