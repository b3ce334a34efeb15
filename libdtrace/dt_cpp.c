/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * -C: D scripts through the C preprocessor. The script goes to it in a
 * temporary file and comes back in another, so neither side can block the other.
 */
#include "dt_source.h"
#include <ctype.h>
#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <sys/wait.h>

#define ARGUMENTS_MAX 256

struct command {
	char *arguments[ARGUMENTS_MAX + 1]; /* NULL-terminated, owned */
	size_t count;
	bool failed;
};

static void add(struct command *command, char *argument)
{
	if (!argument || command->count == ARGUMENTS_MAX) {
		free(argument);
		command->failed = true;
		return;
	}
	command->arguments[command->count++] = argument;
}

static void command_free(struct command *command)
{
	for (size_t i = 0; i < command->count; i++)
		free(command->arguments[i]);
}

/* --- predefined macros --- */

static const char *stdc_definition(int mode)
{
	switch (mode) {
	case 'c':
		return "-D__STDC__=1";
	case 's':
		return NULL;
	default:
		return "-D__STDC__=0";
	}
}

/* __Linux_6_1_0: what cannot be in a name becomes an underscore. */
static char *release_definition(void)
{
	struct utsname name;
	char *text;

	if (uname(&name) || asprintf(&text, "-D__%s_%s", name.sysname, name.release) < 0)
		return NULL;
	for (char *c = text + 2; *c; c++)
		if (!isalnum((unsigned char)*c))
			*c = '_';
	return text;
}

static void add_definitions(struct dtrace_hdl *hdl, struct command *command)
{
	static const char *const fixed[] = {"-D__linux=1", "-D__unix=1",   "-D__SVR4=1",
					    "-D__amd64=1", "-D__SUNW_D=1", "-D__SUNW_D_64=1",
					    "-D__Linux=1"};
	uint32_t version = hdl->compile.version ? hdl->compile.version : 1u << 24 | 13u << 12;
	const char *stdc = stdc_definition(hdl->compile.stdc);
	char text[64];

	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		add(command, strdup(fixed[i]));
	snprintf(text, sizeof(text), "-D__SUNW_D_VERSION=0x%08x", version);
	add(command, strdup(text));
	add(command, strdup("-U__STDC__"));
	if (stdc)
		add(command, strdup(stdc));
	add(command, release_definition());
}

static void make_command(struct dtrace_hdl *hdl, struct command *command)
{
	char **extra = hdl->compile.cpp_args;

	add(command, strdup(hdl->compile.cpp_path ? hdl->compile.cpp_path : "cpp"));
	add(command, strdup("-traditional-cpp"));
	add(command, strdup("-Wno-builtin-macro-redefined"));
	add_definitions(hdl, command);
	for (; extra && *extra; extra++)
		add(command, strdup(*extra));
	add(command, strdup("-"));
	command->arguments[command->count] = NULL;
}

/* --- running it --- */

extern char **environ;

static int run(struct dtrace_hdl *hdl, struct command *command, FILE *in, FILE *out)
{
	posix_spawn_file_actions_t files;
	int status, error;
	pid_t child;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, fileno(in), 0);
	posix_spawn_file_actions_adddup2(&files, fileno(out), 1);
	error = posix_spawnp(&child, command->arguments[0], &files, NULL, command->arguments,
			     environ);
	posix_spawn_file_actions_destroy(&files);
	if (error)
		return dt_set_error(hdl, EDT_COMPILER, "failed to run the preprocessor %s: %s",
				    command->arguments[0], strerror(error));
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return dt_set_error(hdl, errno, NULL);
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		return dt_set_error(hdl, EDT_COMPILER, "the preprocessor %s failed on the script",
				    command->arguments[0]);
	return 0;
}

/*
 * A first line #! is for the kernel, not for cpp; its newline stays to keep the count. The name is for
 * cpp's messages.
 */
static int write_script(struct dtrace_hdl *hdl, const struct dt_text *text, FILE *to)
{
	const char *from = text->text;

	if (text->name && !strpbrk(text->name, "\"\\\n"))
		fprintf(to, "# 1 \"%s\"\n", text->name);
	if (from[0] == '#' && from[1] == '!')
		from += strcspn(from, "\n");
	if (fwrite(from, 1, text->size - (from - text->text), to) !=
		    text->size - (size_t)(from - text->text) ||
	    fflush(to))
		return dt_set_error(hdl, errno, NULL);
	rewind(to);
	return 0;
}

static int preprocess(struct dtrace_hdl *hdl, FILE *in, FILE *out, struct dt_text *text)
{
	struct command command = {.count = 0};
	int result = -1;

	make_command(hdl, &command);
	if (command.failed)
		dt_set_error(hdl, EDT_NOMEM, NULL);
	else if (!write_script(hdl, text, in))
		result = run(hdl, &command, in, out);
	command_free(&command);
	if (result)
		return -1;
	rewind(out);
	free(text->text);
	text->text = NULL;
	return dt_source_read(hdl, out, text);
}

int dt_source_preprocess(struct dtrace_hdl *hdl, FILE *file, struct dt_text *text)
{
	FILE *in = tmpfile(), *out = tmpfile();
	int result = -1;

	if (!in || !out) {
		dt_set_error(hdl, errno, "failed to make a temporary file: %s", strerror(errno));
	} else if (!dt_source_read(hdl, file, text)) {
		result = preprocess(hdl, in, out, text);
		if (result)
			free(text->text);
	}
	if (in)
		fclose(in);
	if (out)
		fclose(out);
	return result;
}
