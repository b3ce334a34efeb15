/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What does a getppid() cost now? Prints the least number of time-stamp ticks of one
 * call over many small batches: under `tools/vm run --icount` a tick is an instruction, and the
 * least batch is one without an interrupt in it.
 *
 *	calls [BATCHES]
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CALLS 50

static uint64_t ticks(void)
{
	uint32_t low, high;

	__asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

/* Without the C library: nothing between two calls but the loop. */
static void call(void)
{
	long number = SYS_getppid;

	__asm__ volatile("syscall" : "+a"(number) : : "rcx", "r11", "memory");
}

static uint64_t batch(void)
{
	uint64_t start = ticks();
	int i;

	for (i = 0; i < CALLS; i++)
		call();
	return (ticks() - start) / CALLS;
}

int main(int argc, char **argv)
{
	int batches = argc > 1 ? atoi(argv[1]) : 200;
	uint64_t least = UINT64_MAX;

	while (batches-- > 0) {
		uint64_t now = batch();

		if (now < least)
			least = now;
	}
	printf("%llu\n", (unsigned long long)least);
	return 0;
}
