/* A provider may be declared beside clauses; it makes no probes. */
struct out { int a; };
struct in { int b; };
translator struct out < struct in *i > { a = i->b; };
provider prov { probe one(int, string); probe two__three(); probe four(struct in *i) : (struct out *i); };
#pragma D attributes Evolving/Evolving/Common provider prov provider
BEGIN { exit(0); }
