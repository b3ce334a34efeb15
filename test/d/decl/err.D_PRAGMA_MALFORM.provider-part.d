provider prov { probe one(int); };
#pragma D attributes Evolving/Evolving/Common provider prov nothing
