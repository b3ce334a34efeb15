provider prov { probe one(int); };
provider prov { probe two(int); };
