/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Static probes whose declaration says more than their notes; arguments that are variables of the program. */
#include <stdio.h>

struct order {
	int number;
	char *buyer;
};
typedef struct order order_t;

#include "declared_provider.h"

static int numbers[11];
static char *text;

__attribute__((noipa)) static void fire(struct order *order, int n)
{
	DECLARED_SWAPPED(n, order->buyer);
	DECLARED_DOUBLED((short)-n);
	DECLARED_PLAIN(order);
	DECLARED_TOLD(order);
	DECLARED_SMALL((char)-n, (signed char)-n, (unsigned char)-n, (short)-n, (unsigned short)-n, -n, (unsigned)-n,
		       -(int64_t)n);
	DECLARED_REAL(n * 0.5);
	DECLARED_GLOBALS(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7],
			 numbers[8], numbers[9], numbers[10], text);
}

int main(int argc, char **argv)
{
	struct order order = {41 + argc, "ann"};

	for (int i = 0; i < 11; i++)
		numbers[i] = 100 * argc + i;
	text = argv[0] ? "text" : NULL;
	fire(&order, 6 + argc);
	return 0;
}
