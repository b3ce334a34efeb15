/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* For usdt-same.sh: the consumer has a translator, too. */
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

declared$target:::told
{
	printf("%d %s\n", args[0]->o_number, args[0]->o_buyer);
}
