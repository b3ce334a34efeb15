/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Throws bad DOF at /dev/dtrace/helper: a good image with a few bytes changed, bad commands, bad
 * addresses; from several forked processes, of which some die while they have probes. Ends by
 * registering the good image, hitting its probes, and printing "good N" if that worked.
 *
 *	helperfuzz ROUNDS SEED
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "include/dtrace/helper.h"
#include "test/fuzz/helper_image.h"

static uint16_t counter = 0;

/* Four one-byte instructions to put probes on. */
static __attribute__((noipa)) int probed(int value)
{
	asm volatile(".globl probe_place\nprobe_place: nop\nnop\nnop\nnop\n" ::"D"(value),
		     "S"("text"));
	return value;
}
extern const char probe_place[];

static int add(int file, struct helper_image *image, uint64_t base)
{
	struct dof_helper helper = {.addr = base, .dof = (uintptr_t)image};

	return ioctl(file, DTRACEHIOC_ADDDOF, &helper);
}

static void spoil(struct helper_image *image, unsigned int *seed)
{
	int changes = 1 + rand_r(seed) % 4;

	helper_image_make(image, (uintptr_t)probe_place, (uintptr_t)&counter);
	while (changes--) {
		uint8_t *byte = (uint8_t *)image + rand_r(seed) % sizeof(*image);

		*byte = rand_r(seed) % 2 ? (uint8_t)rand_r(seed) : (uint8_t)(*byte + 1);
	}
}

static void bad_calls(int file, unsigned int *seed)
{
	struct dof_helper helper = {.dof = (uint64_t)rand_r(seed) << (rand_r(seed) % 33)};

	ioctl(file, DTRACEHIOC_ADDDOF, &helper);
	ioctl(file, DTRACEHIOC_ADDDOF, (void *)(uintptr_t)rand_r(seed));
	ioctl(file, DTRACEHIOC_REMOVE, (unsigned long)rand_r(seed));
	ioctl(file, rand_r(seed), &helper);
}

static void fuzz(int rounds, unsigned int seed)
{
	int file = open(DTRACE_HELPER_PATH, O_RDWR | O_CLOEXEC);
	struct helper_image *image = malloc(sizeof(*image));

	for (int round = 0; round < rounds; round++) {
		int generation;

		spoil(image, &seed);
		generation = add(file, image, rand_r(&seed) % 8 ? 0 : rand_r(&seed));
		probed(round);
		/* Some stay, until there are too many or the process ends. */
		if (generation > 0 && rand_r(&seed) % 4)
			ioctl(file, DTRACEHIOC_REMOVE, (unsigned long)generation);
		bad_calls(file, &seed);
		if (rand_r(&seed) % 64 == 0 && fork() == 0)
			_exit(probed(1) != 1);
	}
	while (waitpid(-1, NULL, 0) > 0)
		;
	free(image);
	close(file);
}

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 1000, seed = argc > 2 ? atoi(argv[2]) : 1, file,
	    status, bad = 0;
	struct helper_image image;

	for (int worker = 0; worker < 3; worker++)
		if (fork() == 0) {
			fuzz(rounds, (unsigned int)(seed + worker));
			_exit(0);
		}
	while (wait(&status) > 0)
		bad += status != 0;
	helper_image_make(&image, (uintptr_t)probe_place, (uintptr_t)&counter);
	file = open(DTRACE_HELPER_PATH, O_RDWR);
	if (bad || add(file, &image, 0) <= 0) {
		printf("bad: %d workers died, or the good image was refused\n", bad);
		return 1;
	}
	for (int i = 0; i < 10; i++)
		probed(i);
	printf("good %d\n", getpid());
	return 0;
}
