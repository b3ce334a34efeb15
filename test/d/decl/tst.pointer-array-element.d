int *x[int];
BEGIN { x[1] = (int *)0x10; printf("%p\n", x[1] + 1); exit(0); }
