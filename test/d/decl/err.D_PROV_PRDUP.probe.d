provider prov { probe one(int); probe one(int); };
