int a[int][int];
