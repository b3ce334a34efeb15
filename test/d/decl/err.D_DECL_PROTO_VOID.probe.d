/* void is no argument. */
provider prov {
	probe one(int, void);
};
