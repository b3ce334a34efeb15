enum color { RED, GREEN = 5, BLUE, ALIAS = 5 };
enum color c;
inline int X = BLUE;
BEGIN { c = BLUE; printf("%d %d %d %d\n", c, X, c == BLUE, ALIAS); print(c); exit(0); }
