int a[double];
