/* @options: -q */
/* A translated pointer is NULL when what it is translated from is. */
struct from {
	int a;
};

typedef struct to {
	int b;
} to_t;

translator to_t < struct from *f > {
	b = f->a;
};

BEGIN
{
	this->f = (struct from *)alloca(sizeof (struct from));
	this->f->a = 4;
	this->none = (struct from *)NULL;
	printf("%d %d %d", xlate <to_t *>(this->f) != NULL, xlate <to_t *>(this->none) == NULL,
	    xlate <to_t *>(this->f)->b);
	exit(0);
}
