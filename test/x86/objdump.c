/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Second oracle: reads the output of `objdump -d -w --insn-width=16` on standard input and
 * decodes the bytes of each line. Each must decode to exactly its length; what objdump calls bad
 * must be refused. Refusals are counted and (-v) listed, disagreements fail.
 *
 * Habits of objdump that are stepped over: it joins fwait with the x87 instruction behind it,
 * prints prefixes that it takes to be wasted on a line of their own, and what is cut off by the end
 * as .byte.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../driver/x86/x86.h"

struct line {
	uint8_t bytes[16];
	unsigned int size;
	const char *text; /* the instruction, or NULL if the line is none */
};

static int hex_byte(const char *at)
{
	if (!isxdigit((unsigned char)at[0]) || !isxdigit((unsigned char)at[1]) || at[2] != ' ')
		return -1;
	return (int)strtol((const char[]){at[0], at[1], 0}, NULL, 16);
}

/* "  address:\tb1 b2 b3 \tmnemonic operands" */
static struct line parse(char *text)
{
	struct line line = {.size = 0};
	char *at = text + strspn(text, " ");
	int byte;

	at += strspn(at, "0123456789abcdef");
	if (at[0] != ':' || at[1] != '\t')
		return line;
	for (at += 2; (byte = hex_byte(at)) >= 0 && line.size < sizeof(line.bytes); at += 3)
		line.bytes[line.size++] = byte;
	while (*at == ' ')
		at++;
	if (*at == '\t' && line.size)
		line.text = at + 1;
	return line;
}

/* Nothing but prefixes: in data, objdump cuts where it sees no instruction coming. */
static bool is_only_prefixes(const struct line *line)
{
	static const uint8_t prefixes[] = {0x66, 0x67, 0xf0, 0xf2, 0xf3, 0x26,
					   0x2e, 0x36, 0x3e, 0x64, 0x65};
	unsigned int i;

	for (i = 0; i < line->size; i++) {
		if ((line->bytes[i] & 0xf0) != 0x40 &&
		    !memchr(prefixes, line->bytes[i], sizeof(prefixes)))
			return false;
	}
	return true;
}

struct tally {
	unsigned long lines, skipped, refused, bad, extra, disagreements;
};

static void report(const char *what, const char *text, int result)
{
	printf("# %s (%s): %s", what, result < 0 ? x86_reason(result) : "decoded", text);
}

static void check(const struct line *line, const char *text, bool verbose, struct tally *tally)
{
	struct x86_insn insn;
	int result = x86_decode(line->bytes, line->size, &insn);

	tally->lines++;
	if (strstr(line->text, "(bad)")) {
		tally->bad++;
		if (result > 0 && tally->extra++ < 1000 && verbose)
			report("extra", text, result);
	} else if (is_only_prefixes(line) || !strncmp(line->text, ".byte", 5) ||
		   (line->bytes[0] == 0x9b && line->size > 1)) {
		tally->skipped++;
	} else if (result < 0 && result != X86_TRUNCATED) {
		if (tally->refused++ < 1000 && verbose)
			report("refused", text, result);
	} else if (result != (int)line->size) {
		if (tally->disagreements++ < 50)
			report("DISAGREE", text, result);
	}
}

int main(int argc, char **argv)
{
	bool verbose = argc > 1 && !strcmp(argv[1], "-v");
	struct tally tally = {0};
	char *text = NULL;
	size_t room = 0;
	struct line line;

	while (getline(&text, &room, stdin) > 0) {
		line = parse(text);
		if (line.text)
			check(&line, text, verbose, &tally);
	}
	free(text);
	printf("# %lu lines: %lu disagreements, %lu refused, %lu skipped, %lu bad of which %lu "
	       "decoded\n",
	       tally.lines, tally.disagreements, tally.refused, tally.skipped, tally.bad,
	       tally.extra);
	return tally.disagreements || !tally.lines;
}
