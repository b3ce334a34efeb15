/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What does passing a static probe cost? Prints the least number of time-stamp ticks of one pass over
 * many small batches: under `tools/vm run --icount` a tick is an instruction, and the least
 * batch is one without an interrupt in it.
 *
 *	upasses 0|1|10 [BATCHES]	of a loop with so many probes that nobody has enabled
 *	upasses pass [BATCHES]		of a call of pass(), whose first instruction is the probe
 *	upasses place			offset of pass() in this file
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "include/dtrace/sdt.h"

#define PASSES 50

static uint64_t ticks(void)
{
	uint32_t low, high;

	__asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

__attribute__((noipa)) void pass(void);

__attribute__((noipa)) void pass(void)
{
	DTRACE_PROBE(bench, pass);
}

/* The loop itself counts one instruction, that is not optimised away. */
#define LOOP(name, ...)                                             \
	static __attribute__((noipa)) void name(int count)          \
	{                                                           \
		for (int i = 0; i < count; i++) {                   \
			__asm__ volatile("" : : "r"(i) : "memory"); \
			__VA_ARGS__;                                \
		}                                                   \
	}
#define PROBE DTRACE_PROBE1(bench, disabled, i)

LOOP(none, (void)0)
LOOP(one, PROBE)
LOOP(ten, PROBE; PROBE; PROBE; PROBE; PROBE; PROBE; PROBE; PROBE; PROBE; PROBE)
LOOP(passes, pass())

static uint64_t batch(void (*loop)(int))
{
	uint64_t start = ticks();

	loop(PASSES);
	return (ticks() - start) / PASSES;
}

static void measure(void (*loop)(int), int batches)
{
	uint64_t least = UINT64_MAX;

	for (int i = 0; i < batches; i++) {
		uint64_t now = batch(loop);

		least = now < least ? now : least;
	}
	printf("%llu\n", (unsigned long long)least);
}

int main(int argc, char **argv)
{
	extern const char __executable_start[];
	const char *what = argc > 1 ? argv[1] : "pass";
	int batches = argc > 2 ? atoi(argv[2]) : 200;

	if (!strcmp(what, "place"))
		printf("0x%lx\n", (unsigned long)((const char *)pass - __executable_start));
	else
		measure(!strcmp(what, "0")    ? none
			: !strcmp(what, "1")  ? one
			: !strcmp(what, "10") ? ten
					      : passes,
			batches);
	return 0;
}
