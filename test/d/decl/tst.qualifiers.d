const int x;
volatile int y;
const char *const p;
BEGIN { x = 1; y = 2; printf("%d %d %d\n", x, y, p == NULL); exit(0); }
