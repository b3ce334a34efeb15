struct o { int a; };
struct i { int b; };
translator struct o < struct i *p > { a = p->nothing; };
BEGIN { exit(0); }
