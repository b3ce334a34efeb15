int *a;
BEGIN { a = 5; }
