/* A probe's argument fits into a register. */
struct pair { int a, b; };
provider prov {
	probe one(struct pair p);
};
