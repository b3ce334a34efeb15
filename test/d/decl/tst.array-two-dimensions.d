int a[2][3];
BEGIN { a[1][2] = 4; a[0][1] = 3; printf("%d %d %d %d\n", a[1][2], a[0][1], sizeof (a), sizeof (a[0])); exit(0); }
