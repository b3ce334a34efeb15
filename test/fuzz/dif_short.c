/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A short deterministic run of a fuzz target (dif.c, dof.c), for places without libFuzzer: so many
 * pseudo-random inputs from a fixed seed. A target that traps or is stopped by a sanitizer ends the
 * program, which fails the test.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

int main(int argc, char **argv)
{
	unsigned long inputs = argc > 1 ? strtoul(argv[1], NULL, 0) : 20000, i;
	uint64_t state = argc > 2 ? strtoull(argv[2], NULL, 0) : 88172645463325252ull;
	uint8_t data[600];

	printf("1..1\n");
	fflush(stdout);
	for (i = 0; i < inputs; i++) {
		size_t size = next(&state) % sizeof(data), k;

		for (k = 0; k < size; k++)
			data[k] = (uint8_t)next(&state);
		LLVMFuzzerTestOneInput(data, size);
	}
	printf("ok 1 - %lu inputs\n", inputs);
	return 0;
}
