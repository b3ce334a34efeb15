/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Oracle: our decoder against Zydis, an independent one, instruction by instruction over all
 * code of ELF files and over random bytes.
 *
 *	oracle			as a unit test (TAP): files every machine has, the kernels in the
 * cache of tools/kernels, random bytes
 *	oracle [-vnR] [-r COUNT [-s SEED]] FILE...	these files; -v lists, -n prints both
 * mnemonics
 *
 * A disagreement, which fails the run, is any instruction both decode but with another length,
 * displacement, immediate, ModRM place or kind of control flow. Refusals (Zydis decodes, we
 * do not) and extras (the reverse) are counted and, with -v, listed: in data between functions they
 * are a matter of taste, so only -R, kernels and libc, which are all code, fail for a refusal.
 *
 * After a refusal by both the walk goes on one byte further, so that data costs nothing but time.
 */
#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <Zydis/Zydis.h>

#include "../../driver/x86/x86.h"
#include "elf_text.h"

struct tally {
	unsigned long instructions, bytes, disagreements, refusals, extras, undecoded;
};

static ZydisDecoder decoder;
static bool verbose, names;

static void report(const char *what, const struct text_stretch *text, size_t at,
		   const struct x86_insn *ours, int length, const ZydisDecodedInstruction *theirs)
{
	size_t left = text->size - at;
	size_t i;

	printf("# %s: %s %s+%#zx:", what, text->file, text->name, at);
	for (i = 0; i < left && i < X86_MAX_LENGTH; i++)
		printf(" %02x", text->bytes[at + i]);
	if (length < 0)
		printf(" | ours: %s", x86_reason(length));
	else
		printf(" | ours: %d %s", length, x86_mnemonic(ours));
	if (theirs)
		printf(" | zydis: %d %s", theirs->length, ZydisMnemonicGetString(theirs->mnemonic));
	printf("\n");
}

static bool same_operands(const struct x86_insn *ours, const ZydisDecodedInstruction *theirs)
{
	unsigned int immediates = (theirs->raw.imm[0].size + theirs->raw.imm[1].size) / 8;
	bool relative = theirs->raw.imm[0].size && theirs->raw.imm[0].is_relative;

	if (ours->disp_size * 8 != theirs->raw.disp.size || ours->imm_size != immediates)
		return false;
	if (ours->disp_size &&
	    (ours->disp_offset != theirs->raw.disp.offset || ours->disp != theirs->raw.disp.value))
		return false;
	if (ours->imm_size && ours->imm_offset != theirs->raw.imm[0].offset)
		return false;
	if (theirs->raw.imm[0].is_signed && ours->imm != theirs->raw.imm[0].value.s)
		return false;
	if (relative != !!(ours->attributes & X86_ATTR_RELATIVE))
		return false;
	return !(theirs->attributes & ZYDIS_ATTRIB_HAS_MODRM) ==
		       !(ours->attributes & X86_ATTR_HAS_MODRM) &&
	       (!(theirs->attributes & ZYDIS_ATTRIB_HAS_MODRM) ||
		ours->modrm_offset == theirs->raw.modrm.offset);
}

static bool same_rip_relative(const struct x86_insn *ours, const ZydisDecodedInstruction *theirs)
{
	bool rip = (theirs->attributes & ZYDIS_ATTRIB_HAS_MODRM) && theirs->raw.modrm.mod == 0 &&
		   theirs->raw.modrm.rm == 5 && theirs->raw.disp.size == 32;

	return rip == x86_rip_relative(ours);
}

/* Does Zydis put it into a category that goes with our flow? */
static bool same_flow(const struct x86_insn *ours, const ZydisDecodedInstruction *theirs)
{
	ZydisInstructionCategory category = theirs->meta.category;
	bool far = theirs->meta.branch_type == ZYDIS_BRANCH_TYPE_FAR;

	switch (ours->flow) {
	case X86_FLOW_JMP:
	case X86_FLOW_JMP_INDIRECT:
		return category == ZYDIS_CATEGORY_UNCOND_BR && !far;
	case X86_FLOW_JCC:
	case X86_FLOW_LOOP:
		return category == ZYDIS_CATEGORY_COND_BR;
	case X86_FLOW_CALL:
	case X86_FLOW_CALL_INDIRECT:
		return category == ZYDIS_CATEGORY_CALL && !far;
	case X86_FLOW_RET:
	case X86_FLOW_RET_IMM:
		return category == ZYDIS_CATEGORY_RET && !far;
	case X86_FLOW_FAR:
		return theirs->meta.branch_type == ZYDIS_BRANCH_TYPE_FAR;
	case X86_FLOW_INT3:
	case X86_FLOW_INT:
		return category == ZYDIS_CATEGORY_INTERRUPT;
	case X86_FLOW_IRET:
		return category == ZYDIS_CATEGORY_RET;
	case X86_FLOW_UD:
		return theirs->mnemonic == ZYDIS_MNEMONIC_UD0 ||
		       theirs->mnemonic == ZYDIS_MNEMONIC_UD1 ||
		       theirs->mnemonic == ZYDIS_MNEMONIC_UD2;
	case X86_FLOW_NONE:
		return theirs->meta.branch_type == ZYDIS_BRANCH_TYPE_NONE &&
		       category != ZYDIS_CATEGORY_RET && category != ZYDIS_CATEGORY_INTERRUPT &&
		       category != ZYDIS_CATEGORY_SYSCALL && category != ZYDIS_CATEGORY_SYSRET;
	default:
		return true;
	}
}

/* Compare at one place; returns how far to go on. */
static size_t compare(const struct text_stretch *text, size_t at, struct tally *tally)
{
	ZydisDecodedInstruction theirs;
	struct x86_insn ours;
	bool they = ZYAN_SUCCESS(ZydisDecoderDecodeInstruction(&decoder, NULL, text->bytes + at,
							       text->size - at, &theirs));
	int length = x86_decode(text->bytes + at, text->size - at, &ours);

	if (length < 0) {
		tally->undecoded += !they;
		if (they && tally->refusals++ < 20000 && verbose)
			report("refused", text, at, &ours, length, &theirs);
		return they ? theirs.length : 1;
	}
	tally->instructions++;
	if (!they) {
		if (tally->extras++ < 20000 && verbose)
			report("extra", text, at, &ours, length, NULL);
		return length;
	}
	if (names)
		printf("%s %s\n", x86_mnemonic(&ours), ZydisMnemonicGetString(theirs.mnemonic));
	if (length != theirs.length || !same_operands(&ours, &theirs) ||
	    !same_rip_relative(&ours, &theirs) || !same_flow(&ours, &theirs)) {
		if (tally->disagreements++ < 50)
			report("DISAGREE", text, at, &ours, length, &theirs);
	}
	return length;
}

static void compare_stretch(const struct text_stretch *text, void *arg)
{
	struct tally *tally = arg;
	size_t at = 0;

	while (at < text->size)
		at += compare(text, at, tally);
	tally->bytes += text->size;
}

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Random strings that often begin like something: prefixes, escapes, VEX, EVEX. */
static void compare_random(unsigned long count, uint64_t seed, struct tally *tally)
{
	static const uint8_t likely[] = {0x66, 0xf2, 0xf3, 0x48, 0x41, 0x0f, 0x0f, 0x0f, 0x0f,
					 0xc4, 0xc5, 0x62, 0x62, 0x8f, 0x67, 0xf0, 0x65, 0x4f};
	struct text_stretch text = {.file = "random", .name = "", .size = 24};
	uint8_t bytes[24];
	uint64_t state = seed ? seed : 1;
	unsigned long i;
	size_t k;

	text.bytes = bytes;
	for (i = 0; i < count; i++) {
		for (k = 0; k < sizeof(bytes); k += 8)
			memcpy(bytes + k, &(uint64_t){next_random(&state)}, 8);
		for (k = 0; k < 4 && next_random(&state) % 3; k++)
			bytes[k] = likely[next_random(&state) % sizeof(likely)];
		if (k && bytes[k - 1] == 0x0f && next_random(&state) % 2)
			bytes[k] = next_random(&state) % 2 ? 0x38 : 0x3a;
		if (k && bytes[k - 1] == 0x62)
			bytes[k] = (bytes[k] & 0xf0) | (next_random(&state) % 8);
		if (k && bytes[k - 1] == 0xc4)
			bytes[k] = (bytes[k] & 0xe0) | (next_random(&state) % 4);
		compare(&text, 0, tally);
	}
}

static void print_tally(const struct tally *tally)
{
	printf("# %lu instructions, %lu bytes: %lu disagreements, %lu refused, %lu extra, "
	       "%lu bytes undecoded by both\n",
	       tally->instructions, tally->bytes, tally->disagreements, tally->refusals,
	       tally->extras, tally->undecoded);
}

static unsigned int test_number, failed_tests;

static void test_result(bool ok, const char *name, const char *comment)
{
	printf("%sok %u - %s%s\n", ok ? "" : "not ", ++test_number, name, comment);
	failed_tests += !ok;
}

/* `strict`: nothing may be refused; `least`: fewer instructions than this cannot be the file meant.
 */
static void test_file(const char *file, bool strict, unsigned long least)
{
	struct tally tally = {0};
	int error = elf_text_walk(file, compare_stretch, &tally);

	if (error == -ENOENT) {
		test_result(true, file, " # SKIP not on this machine");
		return;
	}
	print_tally(&tally);
	test_result(!error && !tally.disagreements && !(strict && tally.refusals) &&
			    tally.instructions >= least,
		    file, "");
}

/* The kernels that tools/kernels fetched, if any. */
static void test_kernels(void)
{
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	char pattern[4096];
	glob_t found;
	size_t i;

	snprintf(pattern, sizeof(pattern), "%s%s/dtrace-linux/kernels/*/vmlinux",
		 cache	? cache
		 : home ? home
			: "",
		 cache ? "" : "/.cache");
	if (glob(pattern, 0, NULL, &found) == 0) {
		for (i = 0; i < found.gl_pathc; i++)
			test_file(found.gl_pathv[i], true, 1000000);
	} else {
		test_result(true, "kernels", " # SKIP none fetched by tools/kernels");
	}
	globfree(&found);
}

static int run_tests(void)
{
	struct tally tally = {0};

	verbose = true;
	test_file("/usr/lib/x86_64-linux-gnu/libc.so.6", true, 100000);
	verbose = false;
	test_file("/usr/lib/x86_64-linux-gnu/libcrypto.so.3", false, 100000);
	test_file("/usr/lib/x86_64-linux-gnu/libavcodec.so.59", false, 100000);
	test_kernels();
	compare_random(3000000, 1, &tally);
	print_tally(&tally);
	test_result(!tally.disagreements && tally.instructions > 1000000, "random bytes", "");
	printf("1..%u\n", test_number);
	return failed_tests ? 1 : 0;
}

static int run_files(int count, char **files, struct tally *tally)
{
	int i, error;

	for (i = 0; i < count; i++) {
		error = elf_text_walk(files[i], compare_stretch, tally);
		if (error) {
			fprintf(stderr, "oracle: %s: %s\n", files[i], strerror(-error));
			return 2;
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct tally tally = {0};
	bool refusals_fail = false;
	unsigned long random_count = 0;
	uint64_t seed = 1;
	int option, status;

	ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
	ZydisDecoderEnableMode(&decoder, ZYDIS_DECODER_MODE_KNC, ZYAN_FALSE);
	if (argc == 1)
		return run_tests();

	while ((option = getopt(argc, argv, "vnRr:s:")) != -1) {
		switch (option) {
		case 'v':
			verbose = true;
			break;
		case 'n':
			names = true;
			break;
		case 'R':
			refusals_fail = true;
			break;
		case 'r':
			random_count = strtoul(optarg, NULL, 0);
			break;
		case 's':
			seed = strtoull(optarg, NULL, 0);
			break;
		default:
			fprintf(stderr, "usage: oracle [-vnR] [-r count [-s seed]] [file ...]\n");
			return 2;
		}
	}
	status = run_files(argc - optind, argv + optind, &tally);
	if (random_count)
		compare_random(random_count, seed, &tally);
	print_tally(&tally);
	if (tally.disagreements || (refusals_fail && tally.refusals))
		status = 1;
	return status;
}
