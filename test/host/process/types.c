/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Functions whose parameters and values test/host/process-types.sh asks for by their types: every
 * way in which the calling convention passes them.
 */
#include <stdio.h>
#include <string.h>

#define NOINLINE __attribute__((noinline, noclone, used))

enum colour {
	RED,
	GREEN = 7
};

struct conn {
	int fd;
	char name[12];
	struct conn *next;
	unsigned int state : 3, closed : 1;
};

struct pair {
	int x;
	long y;
};

struct large {
	long a, b, c;
};

struct floats {
	double x, y;
};

static volatile int keep;

NOINLINE int serve(struct conn *c, short port, const char *who, double weight, signed char tail,
		   enum colour colour)
{
	return keep += c->fd + port + who[0] + (int)weight + tail + colour;
}

NOINLINE long on_stack(int a, int b, int c, int d, int e, int f, signed char g, struct conn *h)
{
	return keep += a + b + c + d + e + f + g + h->fd;
}

NOINLINE int by_value(struct large large, int after)
{
	return keep += (int)large.b + after;
}

NOINLINE int in_registers(struct pair pair, int after)
{
	return keep += pair.x + after;
}

NOINLINE int floating(struct floats floats, float one, int after)
{
	return keep += (int)(floats.x + floats.y + one) + after;
}

/* The caller says where the value is to be, in the first register. */
NOINLINE struct large make_large(int n)
{
	return (struct large){n, n + 1, n + 2};
}

NOINLINE struct conn *next_of(struct conn *c)
{
	keep++;
	return c->next;
}

NOINLINE signed char narrow(int n)
{
	keep++;
	return (signed char)n;
}

NOINLINE double half(int n)
{
	return keep / 2.0 + n;
}

int main(void)
{
	struct conn last = {.fd = 9, .name = "last", .state = 5},
		    first = {.fd = 4, .name = "first", .next = &last, .closed = 1};

	serve(&first, -2, "ann", 2.5, -3, GREEN);
	on_stack(1, 2, 3, 4, 5, 6, -7, &last);
	by_value((struct large){10, 20, 30}, -40);
	in_registers((struct pair){1, 2}, -5);
	floating((struct floats){1, 2}, 3, 44);
	narrow(0x1fe);
	half(3);
	return make_large(100).b != 101 || next_of(&first) != &last;
}
