struct s { int a; } arr[3];
BEGIN { arr[1].a = 5; arr[2] = arr[1]; printf("%d %d\n", arr[2].a, sizeof (arr)); exit(0); }
