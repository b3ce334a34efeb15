struct out { int a; };
struct in { int b; };
provider prov { probe one(struct in *) : (struct out *); };
