int *a;
int b;
BEGIN { b = a; }
