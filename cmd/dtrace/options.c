/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The command line. Flags may be bundled (-qn) and mixed with operands; once
 * a program was given, what is no flag is an argument of the D program ($1, $2 …).
 */
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "dtrace_cmd.h"

#define BACKENDS (DTRACE_O_PROCESS | DTRACE_O_DRIVER)

void usage(FILE *out, const char *name)
{
	fprintf(out,
		"usage: %s [-64] [-aACeFGhHlqSvVwZ] [-b bufsz] [-c cmd] [-D name[=def]] [-I path] [-L path]\n"
		"\t[-o output] [-p pid] [-s script] [-U name] [-X a|c|s|t] [-x opt[=val]]\n"
		"\t[-P provider [[ predicate ] action ]]\n"
		"\t[-m [ provider: ] module [[ predicate ] action ]]\n"
		"\t[-f [[ provider: ] module: ] func [[ predicate ] action ]]\n"
		"\t[-n [[[ provider: ] module: ] func: ] name [[ predicate ] action ]]\n"
		"\t[-i probe-id [[ predicate ] action ]] [ args ... ]\n"
		"\n"
		"\t-a  claim anonymous tracing state\n"
		"\t-A  save programs for the driver to run when it is loaded\n"
		"\t-b  set trace buffer size\n"
		"\t-c  run specified command and exit upon its completion\n"
		"\t-C  run cpp(1) preprocessor on script files\n"
		"\t-D  define symbol when invoking preprocessor\n"
		"\t-e  exit after compiling request but prior to enabling probes\n"
		"\t-f  enable or list probes matching the specified function name\n"
		"\t-F  coalesce trace output by function\n"
		"\t-G  generate an ELF file containing embedded dtrace program\n"
		"\t-h  generate a header file with definitions for static probes\n"
		"\t-H  print included files when invoking preprocessor\n"
		"\t-i  enable or list probes matching the specified probe id\n"
		"\t-I  add include directory to preprocessor search path\n"
		"\t-l  list probes matching specified criteria\n"
		"\t-L  add library directory to library search path\n"
		"\t-m  enable or list probes matching the specified module name\n"
		"\t-n  enable or list probes matching the specified probe name\n"
		"\t-o  set output file\n"
		"\t-p  grab specified process-ID and cache its symbol tables\n"
		"\t-P  enable or list probes matching the specified provider name\n"
		"\t-q  set quiet mode (only output explicitly traced data)\n"
		"\t-s  enable or list probes according to the specified D script\n"
		"\t-S  print D compiler intermediate code\n"
		"\t-U  undefine symbol when invoking preprocessor\n"
		"\t-v  set verbose mode (report stability attributes, arguments)\n"
		"\t-V  report DTrace API version\n"
		"\t-w  permit destructive actions\n"
		"\t-x  enable or modify compiler and tracing options\n"
		"\t-X  specify ISO C conformance settings for preprocessor\n"
		"\t-Z  permit probe descriptions that match zero probes\n",
		name);
}

static void *grow(void *list, size_t count, size_t size)
{
	list = realloc(list, (count + 1) * size);
	if (!list) {
		message("out of memory");
		exit(1);
	}
	memset((char *)list + count * size, 0, size);
	return list;
}

static void add_source(struct command *command, int kind, dtrace_probespec_t spec, const char *text)
{
	command->sources = grow(command->sources, command->source_count, sizeof(*command->sources));
	command->sources[command->source_count].kind = kind;
	command->sources[command->source_count].spec = spec;
	command->sources[command->source_count++].text = text;
}

static void add_setting(struct command *command, int flag, const char *name, const char *value)
{
	struct setting *setting;

	command->settings =
		grow(command->settings, command->setting_count, sizeof(*command->settings));
	setting = &command->settings[command->setting_count++];
	setting->flag = (char)flag;
	setting->name = name;
	setting->value = value;
}

static void add_argument(struct command *command, char *text)
{
	command->arguments = grow(command->arguments, command->argument_count, sizeof(char *));
	command->arguments[command->argument_count++] = text;
}

static int add_target(struct command *command, const char *text, bool grab)
{
	struct target *target;
	char *end;
	long pid = 0;

	if (grab) {
		errno = 0;
		pid = strtol(text, &end, 10);
		if (errno || *end || !isdigit((unsigned char)*text) || pid <= 0 || pid > 0x7fffffff) {
			message("invalid pid: %s", text);
			return 1;
		}
	}
	command->targets = grow(command->targets, command->target_count, sizeof(*command->targets));
	target = &command->targets[command->target_count++];
	target->command = grab ? NULL : text;
	target->pid = pid;
	return 0;
}

/* -x name=value; which backend runs the programs is settled before the handle is opened. */
static int add_x_option(struct command *command, char *text)
{
	char *equals = strchr(text, '=');

	if (equals)
		*equals = '\0';
	if (strcmp(text, "backend")) {
		add_setting(command, 'x', text, equals ? equals + 1 : NULL);
		return 0;
	}
	command->open_flags &= ~BACKENDS;
	if (equals && !strcmp(equals + 1, "process"))
		command->open_flags |= DTRACE_O_PROCESS;
	else if (equals && !strcmp(equals + 1, "driver"))
		command->open_flags |= DTRACE_O_DRIVER;
	else {
		message("invalid value for option backend: %s (it is driver or process)",
			equals ? equals + 1 : "");
		return 1;
	}
	return 0;
}

/* -32, -64: the data model of D. */
static int choose_model(const struct command *command, int flag, const char *digit)
{
	if (flag == '6' && !strcmp(digit, "4"))
		return 0;
	if (flag == '3' && !strcmp(digit, "2")) {
		message("D programs are 64-bit here: leave -32 out, it is not needed to trace 32-bit processes");
		return 1;
	}
	message("invalid option: -%c%s", flag, digit);
	usage(stderr, command->name);
	return EXIT_USAGE;
}

/* Flags that only set something, and what. */
static const struct flag {
	char letter;
	const char *option; /* with the flag's argument for its value */
	unsigned int cflags;
	enum command_mode mode; /* MODE_RUN: as it was */
	int open_flags;		/* instead of what chooses a backend */
} flags[] = {
	{'a', .option = "grabanon", .open_flags = DTRACE_O_DRIVER},
	{'A', .mode = MODE_ANONYMOUS, .open_flags = DTRACE_O_DRIVER},
	{'b', .option = "bufsize"},
	{'C', .cflags = DTRACE_C_CPP},
	{'D', .option = "define"},
	{'e', .mode = MODE_COMPILE},
	{'F', .option = "flowindent"},
	{'G', .mode = MODE_LINK, .cflags = DTRACE_C_ZDEFS | DTRACE_C_UNODEF, .open_flags = DTRACE_O_NODEV},
	{'h', .mode = MODE_HEADER, .cflags = DTRACE_C_ZDEFS, .open_flags = DTRACE_O_NODEV},
	{'H', .option = "cpphdrs"},
	{'I', .option = "incdir"},
	{'l', .mode = MODE_LIST, .cflags = DTRACE_C_ZDEFS},
	{'L', .option = "libdir"},
	{'q', .option = "quiet"},
	{'S', .cflags = DTRACE_C_DIFV},
	{'U', .option = "undef"},
	{'V', .mode = MODE_VERSION},
	{'w', .option = "destructive"},
	{'X', .option = "stdc"},
	{'Z', .cflags = DTRACE_C_ZDEFS},
};

/* What the command itself has to know of them. */
static void note_flag(struct command *command, int letter)
{
	command->claim |= letter == 'a';
	command->once |= letter == 'e';
	command->flow |= letter == 'F';
	command->quiet |= letter == 'q';
	command->verbose |= letter == 'v';
}

/* -e goes with each of the others (-le lists); two of those are told apart by nobody. */
static void set_mode(struct command *command, enum command_mode mode)
{
	bool weak = command->mode == MODE_RUN || command->mode == MODE_COMPILE;

	if (mode == MODE_RUN || mode == command->mode || (mode == MODE_COMPILE && !weak))
		return;
	command->undecided |= !weak;
	command->mode = mode;
}

static bool set_flag(struct command *command, int letter, const char *value)
{
	const struct flag *flag = flags, *end = flags + sizeof(flags) / sizeof(flags[0]);

	note_flag(command, letter);
	while (flag < end && flag->letter != letter)
		flag++;
	if (flag == end)
		return letter == 'v';
	if (flag->option)
		add_setting(command, letter, flag->option, value);
	set_mode(command, flag->mode);
	if (flag->open_flags)
		command->open_flags = (command->open_flags & ~BACKENDS) | flag->open_flags;
	command->cflags |= flag->cflags;
	return true;
}

/* -n and its like, by what a description without colons names. */
static bool add_program(struct command *command, int letter, const char *value)
{
	static const char letters[] = "Pmfnis";
	static const dtrace_probespec_t specs[] = {
		DTRACE_PROBESPEC_PROVIDER, DTRACE_PROBESPEC_MOD,  DTRACE_PROBESPEC_FUNC,
		DTRACE_PROBESPEC_NAME,	   DTRACE_PROBESPEC_NAME, DTRACE_PROBESPEC_NONE};
	const char *at = strchr(letters, letter);

	if (!at)
		return false;
	add_source(command, letter == 's' ? SOURCE_FILE : SOURCE_TEXT, specs[at - letters], value);
	return true;
}

/* -i wants the number of a probe, perhaps from a macro; a predicate or a body may follow. */
static bool is_probe_number(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return *text == '$' || (digits && (!text[digits] || strchr(" \t\n/{,", text[digits])));
}

static int refuse_flag(const struct command *command, int flag)
{
	if (flag == ':')
		message("option requires an argument: -%c", optopt);
	else
		message(isprint(optopt) ? "invalid option: -%c" : "invalid option", optopt);
	usage(stderr, command->name);
	return EXIT_USAGE;
}

static int parse_flag(struct command *command, int flag, char *value)
{
	if (flag == 'i' && !is_probe_number(value)) {
		message("invalid probe identifier: %s; -i wants a number, as dtrace -l prints it",
			value);
		return EXIT_FAILURE;
	}
	if (set_flag(command, flag, value) || add_program(command, flag, value))
		return 0;
	switch (flag) {
	case 'c':
	case 'p':
		return add_target(command, value, flag == 'p');
	case 'o':
		command->output = value;
		return 0;
	case 'x':
		return add_x_option(command, value);
	case '3':
	case '6':
		return choose_model(command, flag, value);
	default:
		return refuse_flag(command, flag);
	}
}

int options_parse(struct command *command, int argc, char **argv)
{
	int flag, status;

	memset(command, 0, sizeof(*command));
	command->name = "dtrace";
	add_argument(command, argv[0]);
	opterr = 0;
	/*
	 * The leading '-' hands operands over in their order. A lone "--" ends the
	 * flags, as everywhere.
	 */
	while ((flag = getopt(argc, argv, "-:3:6:aAb:c:CD:ef:FGhHi:I:lL:m:n:o:p:P:qs:SU:vVwx:X:Z")) != -1) {
		if (flag == 1) {
			add_argument(command, optarg);
			continue;
		}
		status = parse_flag(command, flag, optarg);
		if (status)
			return status;
	}
	while (optind < argc)
		add_argument(command, argv[optind++]);
	if (argc == 1) {
		usage(stderr, command->name);
		return EXIT_USAGE;
	}
	if (command->undecided) {
		message("only one of the [-AGhlV] options can be specified at a time");
		return EXIT_USAGE;
	}
	/* Each program may use its own share of the arguments. */
	if (command->source_count > 1)
		command->cflags |= DTRACE_C_ARGREF;
	/* $0 of a script is its name. */
	for (size_t i = 0; i < command->source_count; i++) {
		if (command->sources[i].kind == SOURCE_FILE) {
			command->arguments[0] = (char *)command->sources[i].text;
			break;
		}
	}
	return 0;
}

void options_free(struct command *command)
{
	free(command->sources);
	free(command->settings);
	free(command->targets);
	free(command->arguments);
}
