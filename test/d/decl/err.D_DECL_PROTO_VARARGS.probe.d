/* A probe has the arguments that its declaration says. */
provider prov {
	probe one(int, ...);
};
