/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* DOF of static probes: what a good image says, and that every lie in it is noticed. */
#include "driver/core/helper.h"
#include "harness.h"
#include "test/fuzz/helper_image.h"

#include <stdlib.h>

struct seen {
	unsigned int providers, probes, sites;
	uint64_t last_address, last_semaphore;
	char last_arguments[64];
	bool convention;
};

static int see_provider(void *argument, const struct dtrace_helper_provider *provider)
{
	struct seen *seen = argument;

	seen->providers++;
	assert_true(strlen(provider->name) < DTRACE_PROVIDER_LEN);
	return 0;
}

static int see_probe(void *argument, const struct dtrace_helper_probe *probe)
{
	struct seen *seen = argument;
	unsigned int i;

	seen->probes++;
	assert_true(strlen(probe->function) < DTRACE_FUNCTION_LEN &&
		    strlen(probe->name) < DTRACE_NAME_LEN);
	for (i = 0; i < probe->translated_count; i++)
		assert_true(probe->mapping[i] < probe->native_count);
	return 0;
}

static int see_site(void *argument, const struct dtrace_helper_site *site)
{
	struct seen *seen = argument;

	seen->sites++;
	seen->last_address = site->address;
	seen->last_semaphore = site->semaphore;
	seen->convention = site->arguments == NULL;
	if (site->arguments != NULL)
		strncpy(seen->last_arguments, site->arguments, sizeof(seen->last_arguments) - 1);
	/* As the driver does: an image must not make it work for ever. */
	return seen->sites > 100000 ? -E2BIG : 0;
}

static char message[128];

static int read_image(const struct helper_image *image, size_t size, struct seen *seen)
{
	struct dtrace_helper_visitor visitor = {see_provider, see_probe, see_site, seen, 0x1000};
	void *copy = malloc(size);
	int error;

	/* Exactly as large as it says: a sanitizer sees a byte too far. */
	memcpy(copy, image, size);
	memset(seen, 0, sizeof(*seen));
	message[0] = '\0';
	error = dtrace_helper_read(copy, size, &visitor, message, sizeof(message));
	free(copy);
	return error;
}

static void test_good(void **unused)
{
	struct helper_image image;
	struct seen seen;

	helper_image_make(&image, 0x400000, 0x600000);
	assert_int_equal(read_image(&image, sizeof(image), &seen), 0);
	assert_int_equal(seen.providers, 1);
	assert_int_equal(seen.probes, 2);
	assert_int_equal(seen.sites, 4);
	assert_int_equal(seen.last_address, 0x401003);
	assert_int_equal(seen.last_semaphore, 0x601000);
	assert_string_equal(seen.last_arguments, "-4@%edi 8@%rsi");
}

/* As others make it: no table of ours, arguments as at a call; and of a 32-bit program. */
static void test_classic(void **unused)
{
	struct helper_image image;
	struct seen seen;

	helper_image_make(&image, 0x400000, 0);
	image.sections[HI_PROVIDER].size = DOF_PROVIDER_CLASSIC;
	image.header.ident[DOF_ID_MODEL] = DOF_MODEL_ILP32;
	assert_int_equal(read_image(&image, sizeof(image), &seen), 0);
	assert_int_equal(seen.sites, 4);
	assert_true(seen.convention);
}

static void test_lies(void **unused)
{
	struct helper_image good, image;
	struct seen seen;

	helper_image_make(&good, 0x400000, 0);
#define LIE(change, words)                                                           \
	do {                                                                         \
		image = good;                                                        \
		change;                                                              \
		assert_int_equal(read_image(&image, sizeof(image), &seen), -EINVAL); \
		if (strstr(message, words) == NULL)                                  \
			fail_msg("%s: \"%s\"", #change, message);                    \
	} while (0)
	LIE(image.header.ident[1] = 'X', "not a DOF image");
	LIE(image.header.filesz++, "sizes contradict");
	LIE(image.header.secnum = 1 << 20, "impossible number of sections");
	LIE(image.provider.strtab = 77, "does not exist");
	LIE(image.provider.strtab = HI_OFFSETS, "not of the type");
	LIE(image.provider.name = 1000, "leaves the table");
	LIE(image.provider.name = 0, "impossible name of a provider");
	LIE(memcpy(image.strings + HI_NAME, "probe9", 7), "impossible name of a provider");
	LIE(image.strings[HI_NAME + 2] = ' ', "impossible name of a provider");
	LIE(image.strings[HI_FIRST] = ':', "impossible name");
	LIE(image.strings[HI_FUNCTION + 1] = '\n', "impossible name");
	LIE(image.probes[0].offidx = 3, "leave their table");
	LIE(image.probes[0].offidx = 0xffffffff, "leave their table");
	LIE(image.probes[1].noffs = 0xffff, "leave their table");
	LIE(image.probes[0].argidx = 4, "arguments of a probe leave");
	LIE(image.arguments[0] = 2, "comes from one there is not");
	LIE(image.probes[0].nargc = 200, "leaves the table");
	LIE(image.sites[3].arguments = 500, "leaves the table");
	LIE(image.sections[HI_SITES].size = 48, "differ in length");
	LIE(image.sections[HI_SITES].size = 47, "not a multiple");
	LIE(image.sections[HI_PROBES].offset = ~7ull, "leaves the image");
	LIE(image.sections[HI_PROVIDER].size = 40, "impossible size of a provider");
	LIE(image.provider.prargs = HI_STRINGS, "not of the type");
}

static void test_truncated(void **unused)
{
	struct helper_image image;
	struct seen seen;
	size_t size;

	helper_image_make(&image, 0x400000, 0);
	for (size = 0; size < sizeof(image); size++)
		assert_int_not_equal(read_image(&image, size, &seen), 0);
}

/* Whatever is changed: an error or a reading, within bounds. */
static void test_random(void **unused)
{
	unsigned int seed = 1, round, accepted = 0;
	struct helper_image image;
	struct seen seen;

	for (round = 0; round < 200000; round++) {
		unsigned int changes = 1 + rand_r(&seed) % 4;

		helper_image_make(&image, 0x400000, 0);
		while (changes--) {
			uint8_t *byte = (uint8_t *)&image + rand_r(&seed) % sizeof(image);

			*byte = rand_r(&seed) % 2 ? (uint8_t)rand_r(&seed) : (uint8_t)(*byte + 1);
		}
		accepted += read_image(&image, sizeof(image), &seen) == 0;
	}
	assert_true(accepted > 1000 && accepted < 199000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),   cmocka_unit_test(test_classic),
		cmocka_unit_test(test_lies),   cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
