/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A C program with probes of its own. Takes ORDERS orders (default 3), PAUSE milliseconds apart
 * (default 0), and prints after each a checksum of the code the probes are in: it changes while they
 * are enabled and is what it was afterwards.
 *
 *	dtrace -h -s shop_provider.d
 *	cc -c shop.c
 *	dtrace -G -s shop_provider.d shop.o
 *	cc -o shop shop.o shop_provider.o
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shop_provider.h"

static const char *const customers[] = {"ann", "bob", "cid"};

/* Costs something: computed only if somebody asks. */
static const char *full_name(int id, char *to, size_t size)
{
	snprintf(to, size, "%s-%d", customers[id % 3], id);
	return to;
}

static __attribute__((noinline)) uint64_t take_order(int id)
{
	uint64_t cents = 100 + (uint64_t)id * 25;

	if (SHOP_ORDER_PLACED_ENABLED()) {
		char name[32];

		SHOP_ORDER_PLACED(id, (char *)full_name(id, name, sizeof(name)));
	}
	SHOP_ORDER_DONE(id, cents);
	return cents;
}

static uint32_t checksum(void)
{
	uint32_t sum = 2166136261u;
	const unsigned char *code = (const unsigned char *)(uintptr_t)take_order;

	for (int i = 0; i < 64; i++)
		sum = (sum ^ code[i]) * 16777619u;
	return sum;
}

int main(int argc, char **argv)
{
	int orders = argc > 1 ? atoi(argv[1]) : 3, pause = argc > 2 ? atoi(argv[2]) : 0;
	uint64_t cents = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (int id = 0; id < orders; id++) {
		cents += take_order(id);
		if (pause) {
			printf("order %d checksum %08x\n", id, checksum());
			SHOP_IDLE();
			usleep((useconds_t)pause * 1000);
		}
	}
	printf("%d orders, %llu cents\n", orders, (unsigned long long)cents);
	return 0;
}
