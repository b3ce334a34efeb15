/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dtrace: from the command line to a run. Reads as a table of contents: options,
 * handle, settings, targets, programs, then list, compile or trace.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dtrace_cmd.h"

static dtrace_hdl_t *open_handle(const struct command *command)
{
	int error = 0;
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, command->open_flags, &error);

	if (!hdl)
		message("failed to initialize dtrace: %s", dtrace_errmsg(NULL, error));
	return hdl;
}

static int apply_environment(dtrace_hdl_t *hdl)
{
	extern char **environ;
	static const char prefix[] = "DTRACE_OPT_";

	for (char **variable = environ; *variable; variable++) {
		const char *equals = strchr(*variable, '=');
		char name[64];

		if (strncmp(*variable, prefix, sizeof(prefix) - 1) || !equals)
			continue;
		snprintf(name, sizeof(name), "%.*s", (int)(equals - *variable - (sizeof(prefix) - 1)),
			 *variable + sizeof(prefix) - 1);
		if (dtrace_setopt(hdl, name, equals + 1))
			return fail(hdl, "failed to set option from the environment: %s", *variable);
		show_warnings(hdl);
	}
	return 0;
}

/* As it was written: "-b 4x", "-x strsize=4x", "-w". */
static int setting_failed(dtrace_hdl_t *hdl, const struct setting *setting)
{
	bool named = setting->flag == 'x';

	return fail(hdl, "failed to set -%c%s%s%s%s", setting->flag, named ? " " : "",
		    named ? setting->name : "", !setting->value ? "" : named ? "=" : " ",
		    setting->value ? setting->value : "");
}

static int apply_settings(const struct command *command, dtrace_hdl_t *hdl)
{
	/* The command's own default: firings of all CPUs in the order of time. */
	if (dtrace_setopt(hdl, "temporal", "yes") || apply_environment(hdl))
		return 1;
	for (size_t i = 0; i < command->setting_count; i++) {
		const struct setting *setting = &command->settings[i];

		if (dtrace_setopt(hdl, setting->name, setting->value))
			return setting_failed(hdl, setting);
		show_warnings(hdl);
	}
	return 0;
}

/* -c splits at white space; there is no quoting, as everywhere else. */
static int start_command(dtrace_hdl_t *hdl, struct target *target)
{
	char *text = strdup(target->command), *words[256], *rest;
	size_t count = 0;

	for (char *word = text ? strtok_r(text, " \t\n", &rest) : NULL; word && count < 255;
	     word = strtok_r(NULL, " \t\n", &rest))
		words[count++] = word;
	words[count] = NULL;
	if (!count) {
		message("invalid command: -c needs one");
		free(text);
		return 1;
	}
	target->process = dtrace_proc_create(hdl, words[0], words);
	free(text);
	if (!target->process) {
		message("%s", dtrace_errmsg(hdl, dtrace_errno(hdl)));
		return 1;
	}
	target->pid = dtrace_proc_getpid(hdl, target->process);
	return 0;
}

static bool has_commands(const struct command *command)
{
	for (size_t i = 0; i < command->target_count; i++)
		if (command->targets[i].command)
			return true;
	return false;
}

static int start_targets(struct command *command, dtrace_hdl_t *hdl)
{
	for (size_t i = 0; i < command->target_count; i++) {
		struct target *target = &command->targets[i];

		if (target->command) {
			if (start_command(hdl, target))
				return 1;
			continue;
		}
		target->process = dtrace_proc_grab(hdl, target->pid);
		if (!target->process)
			return fail(hdl, "failed to grab pid %d", (int)target->pid);
	}
	return 0;
}

/* --- programs ------------------------------------------------------------------------------ */

static int compile_file(struct command *command, dtrace_hdl_t *hdl, struct source *source)
{
	FILE *file = fopen(source->text, "re");

	if (!file) {
		message("failed to open %s: %s", source->text, strerror(errno));
		return 1;
	}
	/* With -G the operands are object files. */
	source->program = dtrace_program_fcompile(
		hdl, file, command->cflags,
		command->mode == MODE_LINK ? 1 : command->argument_count, command->arguments);
	fclose(file);
	return source->program ? 0 : fail(hdl, "failed to compile script %s", source->text);
}

static int compile_text(struct command *command, dtrace_hdl_t *hdl, struct source *source)
{
	char label[DTRACE_FUNCTION_LEN + 256];

	/* -C is for files only. */
	source->program = dtrace_program_strcompile(hdl, source->text, source->spec,
						    (command->cflags & ~DTRACE_C_CPP) | DTRACE_C_PSPEC,
						    command->argument_count, command->arguments);
	if (source->program)
		return 0;
	/* The whole text, as the classic message has it, but never more than a line. */
	source_label(source, label, sizeof(label));
	return fail(hdl, "invalid probe specifier %s", strchr(source->text, '\n') ? label : source->text);
}

static int compile_sources(struct command *command, dtrace_hdl_t *hdl)
{
	for (size_t i = 0; i < command->source_count; i++) {
		struct source *source = &command->sources[i];
		int error = source->kind == SOURCE_FILE ? compile_file(command, hdl, source) :
							  compile_text(command, hdl, source);

		if (error)
			return error;
		show_warnings(hdl);
	}
	return 0;
}

static int enable_sources(struct command *command, dtrace_hdl_t *hdl, FILE *out)
{
	for (size_t i = 0; i < command->source_count; i++) {
		struct source *source = &command->sources[i];
		char label[DTRACE_FUNCTION_LEN + 256];
		int error = dtrace_program_exec(hdl, source->program, &source->info);

		source_label(source, label, sizeof(label));
		/* What may not be enabled (no -w) has matched all the same. */
		if (!command->quiet && (!error || source->info.matches))
			message("%s '%s' matched %u probe%s",
				source->kind == SOURCE_FILE ? "script" : "description", label,
				source->info.matches, source->info.matches == 1 ? "" : "s");
		if (error)
			return fail(hdl, "could not enable tracing");
		if (command->verbose)
			print_stability(source, out);
	}
	return 0;
}

static int compile_only(struct command *command, dtrace_hdl_t *hdl, FILE *out)
{
	for (size_t i = 0; i < command->source_count && command->verbose; i++) {
		dtrace_program_info(hdl, command->sources[i].program, &command->sources[i].info);
		print_stability(&command->sources[i], out);
	}
	return 0;
}

/* -Z and zdefs are content with nothing: probes may come later; a grabbed state brings its own. */
static bool matches_something(const struct command *command, dtrace_hdl_t *hdl)
{
	dtrace_optval_t zdefs, grab;

	if (command->cflags & DTRACE_C_ZDEFS || (!dtrace_getopt(hdl, "zdefs", &zdefs) && zdefs == 1))
		return true;
	if (!dtrace_getopt(hdl, "grabanon", &grab) && grab == 1)
		return true;
	for (size_t i = 0; i < command->source_count; i++) {
		if (command->sources[i].info.matches)
			return true;
	}
	return false;
}

static int trace(struct command *command, dtrace_hdl_t *hdl, FILE *out)
{
	dtrace_optval_t destructive;
	int error = enable_sources(command, hdl, out);

	if (error)
		return error;
	if (!command->claim && !matches_something(command, hdl)) {
		message("no probes matched");
		return 1;
	}
	if (!command->quiet && !command->claim && !dtrace_getopt(hdl, "destructive", &destructive) && destructive == 1)
		message("allowing destructive actions");
	return run(command, hdl, out);
}

static int execute(struct command *command, dtrace_hdl_t *hdl, FILE *out)
{
	dtrace_optval_t quiet, grabanon;
	int status;

	if (has_commands(command) && !strcmp(dtrace_backend(hdl), "process") && front_begin(&status))
		_exit(status);
	if (apply_settings(command, hdl) || start_targets(command, hdl) ||
	    compile_sources(command, hdl))
		return 1;
	/* A script may have said `#pragma D option quiet`. */
	if (!dtrace_getopt(hdl, "quiet", &quiet) && quiet == 1)
		command->quiet = true;
	if (!dtrace_getopt(hdl, "grabanon", &grabanon) && grabanon == 1)
		command->claim = true;
	if (command->mode == MODE_LIST)
		return list_probes(command, hdl, out);
	if (command->claim && command->source_count) {
		message("-a shows what anonymous programs have recorded; it takes no other program");
		return 1;
	}
	if (command->mode == MODE_COMPILE && !command->claim)
		return compile_only(command, hdl, out);
	if (command->mode == MODE_ANONYMOUS)
		return enable_sources(command, hdl, out) || anonymous_save(command, hdl);
	if (command->mode == MODE_HEADER)
		return write_header(command, hdl);
	if (command->mode == MODE_LINK)
		return link_objects(command, hdl);
	if (!command->source_count && !command->claim) {
		if (command->argument_count > 1)
			message("no probes specified; \"%s\" is only an argument: dtrace -n '%s'",
				command->arguments[1], command->arguments[1]);
		else
			message("no probes specified");
		return 1;
	}
	return trace(command, hdl, out);
}

int main(int argc, char **argv)
{
	struct command command;
	dtrace_hdl_t *hdl = NULL;
	FILE *out = stdout;
	int status = options_parse(&command, argc, argv);

	if (!status && command.mode == MODE_VERSION) {
		printf("dtrace: D %s\ndtrace for Linux %s\n", dtrace_language_version(),
		       dtrace_library_version());
	} else if (!status && command.mode == MODE_ANONYMOUS && !command.source_count) {
		status = anonymous_remove(&command);
	} else if (!status) {
		hdl = open_handle(&command);
		if (hdl && command.output && command.mode != MODE_ANONYMOUS &&
		    command.mode != MODE_HEADER && command.mode != MODE_LINK) {
			out = fopen(command.output, "ae");
			if (!out)
				message("failed to open output file '%s': %s", command.output, strerror(errno));
		}
		status = hdl && out ? execute(&command, hdl, out) : 1;
	}
	if (hdl)
		front_end(hdl, status);
	if (hdl)
		dtrace_close(hdl);
	/* Whoever failed has said so already. */
	if (out && (out == stdout ? fflush(out) : fclose(out)) && !status) {
		message("cannot write %s: %s", command.output ? command.output : "output", strerror(errno));
		status = 1;
	}
	options_free(&command);
	return status;
}
