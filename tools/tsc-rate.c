/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Print how fast this machine's time-stamp counter runs, in kHz.
 *
 * An emulated processor hands out the host's counter. A guest measures it against an emulated
 * timer while the host gives its processor to others, and was seen to be wrong by a factor of 40:
 * every time limit in it was then met within seconds. So tools/vm measures here, and tells the
 * guest.
 *
 * Ordinary user space code.
 */
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <x86intrin.h>

#define PERIOD_NS 40000000
#define TRIES	  50

struct reading {
	uint64_t ns, ticks;
};

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC_RAW, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

/* Both clocks at the same time: the try with the least in between. */
static struct reading read_both(void)
{
	struct reading best = {0, 0};
	uint64_t least = UINT64_MAX;
	int i;

	for (i = 0; i < TRIES; i++) {
		uint64_t before = __rdtsc(), ns = now(), after = __rdtsc();

		if (after - before >= least)
			continue;
		least = after - before;
		best = (struct reading){ns, before + least / 2};
	}
	return best;
}

int main(void)
{
	const struct timespec period = {0, PERIOD_NS};
	struct reading start = read_both(), end;

	nanosleep(&period, NULL);
	end = read_both();
	printf("%llu\n",
	       (unsigned long long)((end.ticks - start.ticks) * 1000000 / (end.ns - start.ns)));
	return 0;
}
