/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The committed corpus of the fuzz target dif: that it starts from every instruction and from every refusal
 * of the verifier that its objects can meet, so that a short run begins where a long one got to.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "../fuzz/dif_object.h"

#define CORPUS "test/fuzz/corpus/dif"

static const char *const refusals[] = {
	"reserved bits are set",
	"register 0 cannot be written",
	"no such register",
	"no such opcode",
	"branch leaves the object",
	"branch goes backwards",
	"no such integer",
	"no such string",
	"no such subroutine",
	"no such built-in variable",
	"no such built-in array",
	"no such kind of value",
	"built-in variables cannot be assigned",
	"variable is not in the variable table",
	"variable is not an array",
	"variable is not a scalar",
	"built-in variable has no storage",
	"translation was not resolved",
	"string table does not end in NUL",
	"name is not in the string table",
	"unknown scope",
	"unknown kind",
	"unknown kind of type",
	"unknown flags",
	"unknown type flags",
	"clause-local arrays do not exist",
	"is in the table twice",
	"impossible id",
	"a string must be by reference",
	"impossible size",
	"result is of no known kind",
	"result has unknown flags",
	"result is too large",
	"a string result must be by reference",
	"result has an impossible size",
};
#define REFUSALS (sizeof(refusals) / sizeof(refusals[0]))

static unsigned int files;
static bool refused[REFUSALS], accepted[DIF_OP_MAX + 1];

static void note_refusal(const char *message)
{
	const char *why = strstr(message, ": ");
	size_t length, i;

	assert_non_null(why);
	length = strcspn(why + 2, "(") - 1;
	for (i = 0; i < REFUSALS; i++)
		if (strlen(refusals[i]) == length && strncmp(why + 2, refusals[i], length) == 0)
			refused[i] = true;
}

/* What stands behind the first ret may not be reached. */
static void note_instructions(const struct assembly *a)
{
	uint32_t i;

	for (i = 0; i < a->count; i++) {
		accepted[DIF_INSTR_OP(a->text[i])] = true;
		if (DIF_INSTR_OP(a->text[i]) == DIF_OP_RET)
			return;
	}
}

static void note_file(const char *name)
{
	static uint8_t data[4096];
	char path[512], message[256];
	struct dtrace_difo difo;
	struct assembly a;
	FILE *file;
	size_t size;

	snprintf(path, sizeof(path), CORPUS "/%s", name);
	file = fopen(path, "rb");
	assert_non_null(file);
	size = fread(data, 1, sizeof(data), file);
	fclose(file);
	dif_object(&a, data, size);
	difo = asm_difo(&a);
	if (dtrace_dif_verify(&difo, message, sizeof(message)) != 0)
		note_refusal(message);
	else
		note_instructions(&a);
	files++;
}

static int read_corpus(void **state)
{
	DIR *corpus = opendir(CORPUS);
	struct dirent *entry;

	(void)state;
	if (corpus == NULL)
		return -1;
	while ((entry = readdir(corpus)) != NULL)
		if (entry->d_name[0] != '.')
			note_file(entry->d_name);
	closedir(corpus);
	return 0;
}

static void small(void **state)
{
	(void)state;
	assert_in_range(files, 1, 100);
}

static void every_refusal(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < REFUSALS; i++)
		if (!refused[i])
			fail_msg("no file is refused with \"%s\"", refusals[i]);
}

/* Loads of thread arrays, which there are none of, and what translators leave are always refused. */
static void every_instruction(void **state)
{
	uint32_t op;

	(void)state;
	for (op = 1; op < DIF_OP_XLATE; op++)
		if (op != DIF_OP_LDTA && !accepted[op])
			fail_msg("no file that is accepted has opcode %u", op);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small),
		cmocka_unit_test(every_refusal),
		cmocka_unit_test(every_instruction),
	};

	return cmocka_run_group_tests(tests, read_corpus, NULL);
}
