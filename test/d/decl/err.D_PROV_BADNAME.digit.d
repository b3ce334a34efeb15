provider prov9 { probe one(int); };
