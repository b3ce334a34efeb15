/* A translated structure as a whole is no value. */
struct out { int a; };
struct in { int x; };
translator struct out < struct in *i > { a = i->x; };
struct in *g;
BEGIN { x = xlate <struct out> (g); }
