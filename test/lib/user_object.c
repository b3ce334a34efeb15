/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Objects, notes, mappings and sites, of this very program and of the C library it runs on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "libdtrace/user/dt_user.h"

static int global_argument __attribute__((used)) = 42;
static unsigned short counter __attribute__((section(".probes"), used));

/* A static probe as any program has it, by hand: -4@global(%rip), a register, a constant. */
static __attribute__((noipa)) void probed(long value)
{
	asm volatile("990: nop\n"
		     ".pushsection .note.stapsdt,\"\",@note\n"
		     ".balign 4\n.4byte 992f-991f, 994f-993f, 3\n"
		     "991: .asciz \"stapsdt\"\n992: .balign 4\n"
		     "993: .8byte 990b, 0, counter\n"
		     ".asciz \"shop\"\n.asciz \"order__placed\"\n"
		     ".asciz \"-4@global_argument(%%rip) 8@%0 -4@$-7 8@%%xmm0\"\n"
		     "994: .balign 4\n.popsection\n" ::"r"(value));
}

static struct dt_object *self(void)
{
	char why[256];
	struct dt_object *object = dt_object_open("/proc/self/exe", why, sizeof(why));

	if (!object)
		fail_msg("%s", why);
	return object;
}

/* What dladdr would say, from the maps: which object, at which of its addresses. */
static struct dt_object *object_of(const void *place, uint64_t *address)
{
	struct dt_maps maps = {0};
	const struct dt_mapping *mapping;
	struct dt_object *object;
	uint64_t bias;
	char why[256];
	int file;

	assert_int_equal(dt_maps_read(&maps, getpid()), 0);
	mapping = dt_maps_at(&maps, (uintptr_t)place);
	assert_non_null(mapping);
	file = dt_mapping_open(&maps, mapping);
	assert_true(file >= 0);
	object = dt_object_open_file(file, mapping->path, why, sizeof(why));
	close(file);
	assert_non_null(object);
	assert_true(dt_mapping_bias(mapping, object, &bias));
	*address = (uintptr_t)place - bias;
	dt_maps_free(&maps);
	return object;
}

static void test_functions(void **unused)
{
	uint64_t address, offset, back;
	struct dt_object *object = object_of((void *)probed, &address);
	const struct dt_function *function = dt_object_function_at(object, address + 1);

	assert_non_null(function);
	assert_string_equal(function->name, "probed");
	assert_int_equal(function->address, address);
	assert_ptr_equal(dt_object_function(object, "probed"), function);
	assert_true(dt_object_executable(object, address));
	assert_true(dt_object_offset(object, address, &offset));
	assert_true(dt_object_address(object, offset, &back));
	assert_int_equal(address, back);
	assert_null(dt_object_function_at(object, 1));
	assert_false(dt_object_offset(object, ~0ull, &offset));
	dt_object_close(object);
}

static void test_library(void **unused)
{
	uint64_t address;
	/* One that no sanitizer's library has too. */
	struct dt_object *object = object_of((void *)getppid, &address);
	const struct dt_function *function = dt_object_function_at(object, address);

	assert_true(dt_object_matches(object, "libc.so.6", false));
	assert_true(dt_object_matches(object, "libc.so", false));
	assert_true(dt_object_matches(object, "libc", false));
	assert_true(dt_object_matches(object, "lib[bc]*", false));
	assert_false(dt_object_matches(object, "libm", false));
	assert_false(dt_object_matches(object, "a.out", false));
	assert_true(dt_object_matches(object, "a.out", true));
	assert_non_null(function);
	assert_string_equal(function->name, "getppid");
	assert_true(object->build_id_size > 0);
	dt_object_close(object);
}

static void test_note(void **unused)
{
	struct dt_object *object = self();
	const struct dt_note *note = NULL;
	struct dtrace_location arguments[2];
	uint64_t address;

	probed(1);
	for (size_t i = 0; i < object->note_count; i++)
		if (!strcmp(object->notes[i].provider, "shop"))
			note = &object->notes[i];
	assert_non_null(note);
	assert_string_equal(note->name, "order__placed");
	assert_string_equal(dt_object_function_at(object, note->address)->name, "probed");
	assert_true(dt_object_symbol(object, "counter", &address));
	assert_int_equal(note->semaphore, address);
	assert_true(dt_object_symbol(object, "global_argument", &address));
	assert_int_equal(dt_note_arguments(object, note, arguments, 2), 4);
	assert_int_equal(arguments[0].kind, DTRACE_LOCATION_MEMORY);
	assert_int_equal(arguments[0].value, (int64_t)(address - note->address));
	assert_int_equal(arguments[1].kind, DTRACE_LOCATION_REGISTER);
	assert_int_equal(counter, 0);
	assert_int_equal(global_argument, 42);
	dt_object_close(object);
}

struct seen {
	unsigned int sites;
	struct dt_site last;
	const char *why;
};

static int see(const struct dt_site *site, void *argument)
{
	struct seen *seen = argument;

	seen->sites++;
	seen->last = *site;
	return 0;
}

static void see_refusal(const struct dt_function *function, const char *why, void *argument)
{
	((struct seen *)argument)->why = why;
}

static void test_usdt_sites(void **unused)
{
	struct dt_object *object = self();
	struct seen seen = {0};

	assert_int_equal(dt_sites_usdt(object, "shop", "", "order-*", see, &seen), 0);
	assert_int_equal(seen.sites, 1);
	assert_string_equal(seen.last.name, "order-placed");
	assert_string_equal(seen.last.function, "probed");
	assert_int_equal(seen.last.argument_count, 4);
	assert_true(seen.last.semaphore != 0);
	seen.sites = 0;
	dt_sites_usdt(object, "shop", "other", "", see, &seen);
	dt_sites_usdt(object, "shopper", "", "", see, &seen);
	assert_int_equal(seen.sites, 0);
	dt_object_close(object);
}

/* One entry, at least one return, and each instruction that is named. */
static __attribute__((noipa)) int two_ways(int value)
{
	if (value > 3)
		return (int)write(-1, "", 0) + value;
	asm volatile("nop");
	return value * 7;
}

static void test_pid_sites(void **unused)
{
	struct dt_object *object = self();
	struct seen seen = {0}, all = {0};
	char name[DTRACE_NAME_LEN];

	two_ways(1);
	dt_sites_pid(object, "two_ways", "entry", see, see_refusal, &seen);
	assert_int_equal(seen.sites, 1);
	assert_int_equal(seen.last.kind, DT_SITE_ENTRY);
	dt_sites_pid(object, "two_ways", "return", see, see_refusal, &seen);
	assert_true(seen.sites >= 2);
	assert_int_equal(seen.last.kind, DT_SITE_RETURN);
	snprintf(name, sizeof(name), "%llx", (unsigned long long)seen.last.function_offset);
	seen.sites = 0;
	dt_sites_pid(object, "two_ways", name, see, see_refusal, &seen);
	assert_int_equal(seen.sites, 1);
	assert_int_equal(seen.last.kind, DT_SITE_OFFSET);
	assert_null(seen.why);
	dt_sites_pid(object, "two_ways", "-", see, see_refusal, &all);
	assert_true(all.sites > 4);
	dt_sites_pid(object, "two_ways", "fffff", see, see_refusal, &seen);
	assert_string_equal(seen.why, "the offset is past its end");
	dt_object_close(object);
}

/* Data among the instructions: what follows 0x06 cannot be known. */
asm(".text\n.type spoiled,@function\nspoiled: nop\n.byte 0x06\nret\n.size spoiled,.-spoiled\n"
    ".type crossed,@function\ncrossed: jmp 1f+1\n1: mov $0x11223344,%eax\nret\n"
    ".size crossed,.-crossed\n");

static void test_refused(void **unused)
{
	struct dt_object *object = self();
	struct seen seen = {0};

	dt_sites_pid(object, "spoiled", "return", see, see_refusal, &seen);
	assert_string_equal(seen.why, "it holds bytes that are no instruction known here");
	dt_sites_pid(object, "crossed", "return", see, see_refusal, &seen);
	assert_non_null(strstr(seen.why, "into the middle of an instruction"));
	assert_int_equal(seen.sites, 0);
	dt_object_close(object);
}

/* Compressed or not, by build-id or by link, and only if it belongs to the program. */
static void test_debug_file(void **unused)
{
	static const char *const how[] = {"--only-keep-debug",
					  "--only-keep-debug --compress-debug-sections=zlib"};
	char folder[] = "/tmp/dt-user-XXXXXX", command[1024], path[128], why[256];

	assert_non_null(mkdtemp(folder));
	for (int i = 0; i < 2; i++) {
		struct dt_object *object;

		snprintf(
			command, sizeof(command),
			"cd %s && rm -f * && objcopy %s /proc/%d/exe program.debug && "
			"objcopy --strip-all --add-gnu-debuglink=program.debug /proc/%d/exe program",
			folder, how[i], getpid(), getpid());
		assert_int_equal(system(command), 0);
		snprintf(path, sizeof(path), "%s/program", folder);
		object = dt_object_open(path, why, sizeof(why));
		assert_non_null(object);
		assert_non_null(object->debug_path);
		assert_non_null(dt_object_function(object, "two_ways"));
		dt_object_close(object);
	}
	snprintf(command, sizeof(command), "cp /bin/true %s/program.debug", folder);
	assert_int_equal(system(command), 0);
	{
		struct dt_object *object = dt_object_open(path, why, sizeof(why));

		assert_non_null(object);
		assert_null(object->debug_path);
		assert_null(dt_object_function(object, "two_ways"));
		dt_object_close(object);
	}
	snprintf(command, sizeof(command), "rm -r %s", folder);
	assert_int_equal(system(command), 0);
}

/* A bad file is an error or fewer symbols, whatever byte of it is wrong. */
static void test_damage(void **unused)
{
	char path[] = "/tmp/dt-user-XXXXXX", command[256], why[256];
	int file = mkstemp(path);
	unsigned int seed = 1;
	off_t size;

	assert_true(file >= 0);
	snprintf(command, sizeof(command), "cat /proc/%d/exe >%s", getpid(), path);
	assert_int_equal(system(command), 0);
	size = lseek(file, 0, SEEK_END);
	for (int round = 0; round < 300; round++) {
		struct dt_object *object;
		off_t at = round % 2 ? rand_r(&seed) % 64 : rand_r(&seed) % size;
		uint8_t had, now = (uint8_t)rand_r(&seed);
		struct seen seen = {0};

		assert_int_equal(pread(file, &had, 1, at), 1);
		assert_int_equal(pwrite(file, &now, 1, at), 1);
		object = dt_object_open(path, why, sizeof(why));
		if (object) {
			dt_sites_usdt(object, "", "", "", see, &seen);
			dt_sites_pid(object, "two_ways", "", see, NULL, &seen);
		}
		dt_object_close(object);
		assert_int_equal(pwrite(file, &had, 1, at), 1);
	}
	close(file);
	unlink(path);
}

static void test_errors(void **unused)
{
	struct dt_maps maps = {0};
	char why[256];

	assert_null(dt_object_open("/no/such/file", why, sizeof(why)));
	assert_string_equal(why, "/no/such/file: No such file or directory");
	assert_null(dt_object_open("/etc/passwd", why, sizeof(why)));
	assert_string_equal(why, "/etc/passwd: is not an ELF file");
	assert_int_not_equal(dt_maps_read(&maps, 0x7ffffff0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_functions),  cmocka_unit_test(test_library),
		cmocka_unit_test(test_note),	   cmocka_unit_test(test_usdt_sites),
		cmocka_unit_test(test_pid_sites),  cmocka_unit_test(test_refused),
		cmocka_unit_test(test_debug_file), cmocka_unit_test(test_damage),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
