/* The first translation decides what a variable holds. */
struct out { int a; };
struct in { int x; };
struct two { int y; };
translator struct out < struct in *i > { a = i->x; };
translator struct out < struct two *t > { a = t->y; };
struct in *g;
struct two *h;
BEGIN { x = xlate <struct out *> (g); x = xlate <struct out *> (h); }
