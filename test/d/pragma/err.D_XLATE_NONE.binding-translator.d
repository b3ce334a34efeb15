/* A translator of a later version of D is not there. */
#pragma D option version=1.4
struct out { int a; };
struct in { int b; };
#pragma D binding "1.5" translator
translator struct out < struct in *i > { a = i->b; };
struct in *g;
BEGIN { trace((xlate <struct out *> (g))->a); }
