/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * -h and -G: header and object for an application's own probes. The file is named by -o, else
 * after the script: shop.d makes shop.h and shop.o (d.out without a name to go by).
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "dtrace_cmd.h"

static const struct source *script(const struct command *command)
{
	for (size_t i = 0; i < command->source_count; i++)
		if (command->sources[i].kind == SOURCE_FILE)
			return &command->sources[i];
	return NULL;
}

static void output_name(const struct command *command, const char *suffix, char *to, size_t size)
{
	const struct source *source = script(command);
	const char *slash = strrchr(source->text, '/');
	const char *name = slash ? slash + 1 : source->text;
	size_t length = strlen(name);

	if (command->output)
		snprintf(to, size, "%s", command->output);
	else if (length > 2 && !strcmp(name + length - 2, ".d"))
		snprintf(to, size, "%.*s%s", (int)(length - 2), name, suffix);
	else
		snprintf(to, size, "d.out%s", suffix);
}

static int need_script(const struct command *command, char flag)
{
	if (script(command))
		return 0;
	message("-%c needs a script: give it with -s", flag);
	return EXIT_USAGE;
}

int write_header(const struct command *command, dtrace_hdl_t *hdl)
{
	int status = need_script(command, 'h');
	char name[4096];
	FILE *out;

	if (status)
		return status;
	output_name(command, ".h", name, sizeof(name));
	out = fopen(name, "we");
	if (!out) {
		message("failed to open header file '%s': %s", name, strerror(errno));
		return 1;
	}
	if (dtrace_header_write(hdl, out, name))
		status = fail(hdl, "failed to create header file %s", name);
	if (fclose(out) && !status) {
		message("cannot write %s: %s", name, strerror(errno));
		status = 1;
	}
	if (status)
		unlink(name);
	return status;
}

int link_objects(const struct command *command, dtrace_hdl_t *hdl)
{
	int status = need_script(command, 'G');
	char name[4096];

	if (status)
		return status;
	output_name(command, ".o", name, sizeof(name));
	if (dtrace_program_link(hdl, name, command->arguments + 1,
				(size_t)command->argument_count - 1))
		return fail(hdl, "failed to link script %s", script(command)->text);
	return 0;
}
