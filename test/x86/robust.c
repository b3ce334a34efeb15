/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A short, repeatable run of the fuzz target test/fuzz/x86.c, built with AddressSanitizer and
 * UBSan: random bytes, random bytes that begin like instructions, and libc's code with random
 * changes. X86_SEED repeats a run. The target aborts where something is wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <dirent.h>

#include "elf_text.h"
#include "execute.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fill(uint8_t *bytes, size_t size)
{
	while (size--)
		bytes[size] = random_64() >> 32;
}

static void test_random_bytes(void **state)
{
	uint8_t bytes[32];
	unsigned int i;

	for (i = 0; i < 300000; i++) {
		fill(bytes, sizeof(bytes));
		LLVMFuzzerTestOneInput(bytes, random_below(sizeof(bytes) + 1));
	}
}

static void test_likely_beginnings(void **state)
{
	static const uint8_t likely[] = {0x66, 0xf2, 0xf3, 0xf0, 0x48, 0x4f, 0x67, 0x64,
					 0x0f, 0x0f, 0xc4, 0xc5, 0x62, 0x62, 0x8f, 0xff};
	uint8_t bytes[32];
	unsigned int i, k;

	for (i = 0; i < 300000; i++) {
		fill(bytes, sizeof(bytes));
		for (k = 0; k < sizeof(bytes) && random_below(3); k++)
			bytes[k] = likely[random_below(sizeof(likely))];
		LLVMFuzzerTestOneInput(bytes, random_below(sizeof(bytes) + 1));
	}
}

/* What long runs of the fuzzer found worth keeping. */
static void test_corpus(void **state)
{
	static const char folder[] = "test/fuzz/corpus/x86";
	DIR *corpus = opendir(folder);
	struct dirent *entry;
	uint8_t bytes[64];
	unsigned int count = 0;
	char path[512];
	FILE *file;

	assert_non_null(corpus);
	while ((entry = readdir(corpus))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		file = fopen(path, "rb");
		assert_non_null(file);
		LLVMFuzzerTestOneInput(bytes, fread(bytes, 1, sizeof(bytes), file));
		fclose(file);
		count++;
	}
	closedir(corpus);
	assert_true(count > 20);
}

/* Walk in random steps and spoil a byte. */
static void spoil(const struct text_stretch *text, void *arg)
{
	uint8_t bytes[32];
	size_t at, size;

	for (at = random_below(64); at < text->size; at += 1 + random_below(24)) {
		size = text->size - at;
		if (size > sizeof(bytes))
			size = sizeof(bytes);
		memcpy(bytes, text->bytes + at, size);
		bytes[random_below(size)] = random_64() >> 32;
		LLVMFuzzerTestOneInput(bytes, size);
		++*(unsigned long *)arg;
	}
}

static void test_spoilt_code(void **state)
{
	unsigned long count = 0;

	assert_int_equal(elf_text_walk("/usr/lib/x86_64-linux-gnu/libc.so.6", spoil, &count), 0);
	assert_true(count > 50000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_corpus),
		cmocka_unit_test(test_random_bytes),
		cmocka_unit_test(test_likely_beginnings),
		cmocka_unit_test(test_spoilt_code),
	};

	random_setup();
	return cmocka_run_group_tests_name("x86 robust", tests, NULL, NULL);
}
