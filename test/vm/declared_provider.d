/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What test/vm/declared.c has: arguments in another order, twice, and as another type. */

typedef struct order {
	int number;
	char *buyer;
} order_t;

typedef struct orderinfo {
	int o_number;
	string o_buyer;
} orderinfo_t;

translator orderinfo_t < order_t *o > {
	o_number = o->number;
	o_buyer = copyinstr((uintptr_t)o->buyer);
};

provider declared {
	probe swapped(int n, char *text) : (char *text, int n);
	probe doubled(short n) : (short n, short n);
	probe plain(struct order *order);
	probe told(order_t *order) : (orderinfo_t *order);
	probe small(char c, signed char sc, unsigned char uc, short s, unsigned short us, int i, unsigned u, int64_t big);
	probe real(double x);
	probe globals(int, int, int, int, int, int, int, int, int, int, int, char *);
};

#pragma D attributes Stable/Stable/Common provider declared provider
#pragma D attributes Evolving/Evolving/Common provider declared module
#pragma D attributes Evolving/Evolving/Common provider declared function
#pragma D attributes Stable/Stable/Common provider declared name
#pragma D attributes Stable/Evolving/Common provider declared args
