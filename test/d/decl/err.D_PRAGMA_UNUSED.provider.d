#pragma D attributes Evolving/Evolving/Common provider prov provider
BEGIN { exit(0); }
