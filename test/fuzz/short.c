/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A short deterministic run of a fuzz target, for `make check` and for places without libFuzzer:
 * every file of test/fuzz/corpus/TARGET as it is and with random damage, and random bytes; from a
 * fixed seed. The target is what the program is named after: …fuzz_TARGET. One that traps or is
 * stopped by a sanitizer ends the program, which fails the test.
 *
 *	core_fuzz_dif [INPUTS [SEED]]
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef FUZZ_INPUTS
#define FUZZ_INPUTS 20000
#endif
#define LONGEST (64u << 10)
#define SEEDS	256

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct seed {
	uint8_t *data;
	size_t size;
} seeds[SEEDS];
static size_t seed_count;
static uint64_t state = 88172645463325252ull;

static uint64_t next(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static void read_seed(const char *folder, const char *name)
{
	struct seed *seed = &seeds[seed_count];
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (file == NULL)
		return;
	seed->data = malloc(LONGEST);
	seed->size = fread(seed->data, 1, LONGEST, file);
	seed_count += seed->size != 0;
	fclose(file);
}

static void read_corpus(const char *program)
{
	const char *target = strrchr(program, '_');
	char folder[256];
	struct dirent *entry;
	DIR *corpus;

	snprintf(folder, sizeof(folder), "test/fuzz/corpus/%s", target != NULL ? target + 1 : "");
	corpus = opendir(folder);
	while (corpus != NULL && (entry = readdir(corpus)) != NULL && seed_count < SEEDS)
		if (entry->d_name[0] != '.')
			read_seed(folder, entry->d_name);
	if (corpus != NULL)
		closedir(corpus);
}

static size_t random_bytes(uint8_t *data)
{
	size_t size = next() % 600, i;

	for (i = 0; i < size; i++)
		data[i] = (uint8_t)next();
	return size;
}

/* A few bytes changed, moved, cut off, or taken from another seed. */
static size_t damaged(uint8_t *data)
{
	const struct seed *seed = &seeds[next() % seed_count], *other = &seeds[next() % seed_count];
	unsigned int changes = 1 + next() % 6;
	size_t size = seed->size, at, length;

	memcpy(data, seed->data, size);
	while (changes-- && size) {
		at = next() % size;
		length = 1 + next() % 8;
		switch (next() % 5) {
		case 0:
			data[at] = (uint8_t)next();
			break;
		case 1:
			data[at] ^= (uint8_t)(1 << next() % 8);
			break;
		case 2:
			if (at + length <= size)
				memmove(data + at, data + next() % (size - length + 1), length);
			break;
		case 3:
			if (at + length <= size && length <= other->size)
				memcpy(data + at, other->data + next() % (other->size - length + 1),
				       length);
			break;
		default:
			if (next() % 8 == 0)
				size = at;
		}
	}
	return size;
}

/* In a block of its own size, so that a step beyond it is noticed. */
static void run(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size != 0 ? size : 1);

	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

int main(int argc, char **argv)
{
	unsigned long inputs = argc > 1 ? strtoul(argv[1], NULL, 0) : FUZZ_INPUTS, i;
	static uint8_t data[LONGEST];

	if (argc > 2)
		state = strtoull(argv[2], NULL, 0);
	read_corpus(argv[0]);
	printf("1..1\n");
	fflush(stdout);
	for (i = 0; i < seed_count; i++)
		run(seeds[i].data, seeds[i].size);
	for (i = 0; i < inputs; i++)
		run(data, seed_count != 0 && i % 4 != 0 ? damaged(data) : random_bytes(data));
	printf("ok 1 - %zu seeds, %lu inputs\n", seed_count, inputs);
	for (i = 0; i < seed_count; i++)
		free(seeds[i].data);
	return 0;
}
