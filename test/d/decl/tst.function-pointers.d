struct ops { int (*open)(int, ...); void (*close)(void); };
int (*fp)(int);
void (*table[3])(void);
BEGIN
{
	this->f = (int (*)(int, char *))0x1000;
	printf("%d %d %d %p %d\n", sizeof (table), sizeof (fp), sizeof (struct ops), this->f,
	    this->f == NULL);
	exit(0);
}
