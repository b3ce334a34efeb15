struct out { int a; };
struct in { int x; };
translator struct out < struct in *i > { a = i->x; };
struct in *g;
BEGIN { x = xlate <struct out *> (g); x = (struct in *)16; }
