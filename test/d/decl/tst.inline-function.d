inline int a = 5;
inline string name = "foo";
inline int area[int x, int y] = x * y + a;
inline int magnitude[int x] = x > 0 ? x : -x;
inline int nested[int y] = magnitude[y - 5] + area[y, 1];
BEGIN { printf("%d %s %d %d\n", a, name, area[2, 3], nested[3]); exit(0); }
