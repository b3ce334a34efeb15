/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * In the guest: die as told. `trap int3` by a breakpoint of one's own, `trap wild` by a
 * load from nowhere, `trap faults N` not at all, after N page faults. `trap int3s N` says whether each
 * of N breakpoints was a SIGTRAP.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static volatile sig_atomic_t traps;

static void on_trap(int number)
{
	traps++;
}

static int take_breakpoints(long count)
{
	signal(SIGTRAP, on_trap);
	for (long i = 1; i <= count; i++) {
		__asm__ volatile("int3");
		if (traps != i) {
			fprintf(stderr, "breakpoint %ld: %d traps\n", i, (int)traps);
			return 1;
		}
	}
	return 0;
}

static int take_faults(long count)
{
	for (long i = 0; i < count; i++) {
		char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
				  0);

		if (page == MAP_FAILED)
			return 1;
		*page = 1;
		munmap(page, 4096);
	}
	return 0;
}

int main(int argc, char **argv)
{
	volatile uintptr_t nowhere = 0xdeadbeef000;

	if (argc > 1 && !strcmp(argv[1], "int3"))
		__asm__ volatile("int3");
	else if (argc > 1 && !strcmp(argv[1], "wild"))
		return *(volatile int *)nowhere;
	else if (argc > 2 && !strcmp(argv[1], "faults"))
		return take_faults(atol(argv[2]));
	else if (argc > 2 && !strcmp(argv[1], "int3s"))
		return take_breakpoints(atol(argv[2]));
	fprintf(stderr, "usage: trap int3|wild|faults N|int3s N\n");
	return 2;
}
