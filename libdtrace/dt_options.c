/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Options by name: -x, pragmas and setopt() all end here.
 *
 * One table row an option: how its value is written, where it is kept, and whether it may
 * still change while tracing. Engine and consumer options live in hdl->options (unset: the
 * default of D-SPEC 8), the compiler's in hdl->compile, the printer's in hdl->output.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "dt_consumer.h"
#include "dt_demangle.h"
#include "dt_impl.h"
#include "dt_optval.h"
#include "dt_suggest.h"

struct option_row {
	const char *name;
	/* 0, or an error set on the handle; value NULL: written without one. */
	int (*set)(struct dtrace_hdl *hdl, const struct option_row *row, const char *value);
	uint64_t number; /* enum dtrace_option, or a DTRACE_C_ flag */
	bool dynamic;	 /* may change while tracing */
	uint64_t initial; /* default of an engine or consumer option */
	uint64_t minimum, maximum;
};

static int bad_value(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	if (!value)
		return dt_set_error(hdl, EDT_BADOPTVAL, "option %s needs a value: -x %s=…", row->name,
				    row->name);
	return dt_set_error(hdl, EDT_BADOPTVAL, "invalid value for option %s: %s", row->name, value);
}

static int store(struct dtrace_hdl *hdl, const struct option_row *row, const char *text,
		 uint64_t value)
{
	if (value < row->minimum || (row->maximum && value > row->maximum))
		return bad_value(hdl, row, text);
	hdl->options[row->number] = value;
	return 0;
}

static int set_size(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t number;

	if (!value || dt_parse_size(value, &number))
		return bad_value(hdl, row, value);
	return store(hdl, row, value, number);
}

/*
 * A bare number in a rate option is nanoseconds. One so small that no tracing could keep up with
 * it was probably meant as hertz: the caller of the library is told, once an option.
 */
static void doubt_rate(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	struct dt_output *output = hdl->output;

	if (value[strspn(value, "0123456789")] || strlen(value) > 4 || !atoi(value) ||
	    output->doubted[row->number])
		return;
	output->doubted[row->number] = true;
	dt_warn(hdl, "option %s=%s is %s nanoseconds; if hertz are meant: %s=%shz", row->name, value,
		value, row->name, value);
}

void dt_warn(struct dtrace_hdl *hdl, const char *format, ...)
{
	struct dt_output *output = hdl->output;
	va_list list;

	free(output->warning);
	va_start(list, format);
	if (vasprintf(&output->warning, format, list) < 0)
		output->warning = NULL;
	va_end(list);
}

const char *dtrace_warning(dtrace_hdl_t *hdl)
{
	struct dt_output *output = hdl->output;

	free(output->told);
	output->told = output->warning;
	output->warning = NULL;
	return output->told;
}

static int set_rate(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t ns;

	if (!value || dt_parse_rate(value, &ns))
		return bad_value(hdl, row, value);
	doubt_rate(hdl, row, value);
	return store(hdl, row, value, ns);
}

static int set_integer(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t number;

	if (!value || dt_parse_integer(value, &number))
		return bad_value(hdl, row, value);
	return store(hdl, row, value, number);
}

static int parse_switch(const char *value, uint64_t *on)
{
	static const char *const yes[] = {"yes", "on", "enable", "set", "true", "1"};
	static const char *const no[] = {"no", "off", "disable", "unset", "false", "0"};

	*on = 1;
	if (!value)
		return 0;
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		if (!strcasecmp(value, yes[i]))
			return 0;
		if (!strcasecmp(value, no[i])) {
			*on = 0;
			return 0;
		}
	}
	return -1;
}

static int set_switch(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t on;

	if (parse_switch(value, &on))
		return bad_value(hdl, row, value);
	hdl->options[row->number] = on;
	return 0;
}

static int set_policy(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	static const char *const names[] = {"switch", "fill", "ring"};

	for (uint64_t i = 0; value && i < 3; i++) {
		if (!strcmp(value, names[i])) {
			hdl->options[row->number] = i;
			return 0;
		}
	}
	return bad_value(hdl, row, value);
}

static int set_resize(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	if (value && !strcmp(value, "auto"))
		hdl->options[row->number] = DTRACE_BUFRESIZE_AUTO;
	else if (value && !strcmp(value, "manual"))
		hdl->options[row->number] = DTRACE_BUFRESIZE_MANUAL;
	else
		return bad_value(hdl, row, value);
	return 0;
}

static int set_cpu(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t number;

	if (!value || dt_parse_integer(value, &number))
		return bad_value(hdl, row, value);
	if (hdl->backend && number >= hdl->conf.cpus)
		return dt_set_error(hdl, EDT_BADOPTVAL,
				    "invalid value for option %s: %s (the CPUs are 0 to %u)", row->name,
				    value, hdl->conf.cpus - 1);
	hdl->options[row->number] = number;
	return 0;
}

/* --- the compiler's ---------------------------------------------------------------------- */

static int set_cflag(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t on;

	if (parse_switch(value, &on))
		return bad_value(hdl, row, value);
	if (on)
		hdl->compile.cflags |= row->number;
	else
		hdl->compile.cflags &= ~(unsigned int)row->number;
	return 0;
}

/* kdefs, udefs: the contrary of knodefs, unodefs. */
static int clear_cflag(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t on;

	if (parse_switch(value, &on))
		return bad_value(hdl, row, value);
	return set_cflag(hdl, row, on ? "no" : "yes");
}

static int replace(struct dtrace_hdl *hdl, char **to, const char *value)
{
	char *copy = strdup(value);

	if (!copy)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	free(*to);
	*to = copy;
	return 0;
}

static int append(struct dtrace_hdl *hdl, char ***list, const char *prefix, const char *value)
{
	size_t count = 0, length = strlen(prefix) + strlen(value) + 1;
	char **longer, *text;

	while (*list && (*list)[count])
		count++;
	longer = realloc(*list, (count + 2) * sizeof(char *));
	if (!longer)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	*list = longer;
	longer[count] = longer[count + 1] = NULL;
	text = malloc(length);
	if (!text)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	snprintf(text, length, "%s%s", prefix, value);
	longer[count] = text;
	return 0;
}

static int set_cpppath(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	return value ? replace(hdl, &hdl->compile.cpp_path, value) : bad_value(hdl, row, value);
}

static int set_syslibdir(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	return value ? replace(hdl, &hdl->compile.syslibdir, value) : bad_value(hdl, row, value);
}

/* One that is not there holds no libraries, which is hardly what its name was given for. */
static int set_libdir(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	if (!value)
		return bad_value(hdl, row, value);
	if (access(value, F_OK))
		dt_warn(hdl, "no libraries from directory %s: %s", value, strerror(errno));
	return append(hdl, &hdl->compile.libdirs, "", value);
}

/* define=, undef=, incdir=, cpphdrs: the preprocessor's -D, -U, -I, -H. */
static int set_cpp_argument(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	char prefix[3] = {'-', (char)row->number, '\0'};

	if (!value && row->number != 'H')
		return bad_value(hdl, row, value);
	return append(hdl, &hdl->compile.cpp_args, prefix, value ? value : "");
}

/* cppargs="-P -undef": whole words for the preprocessor. */
static int set_cppargs(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	char *words, *rest;
	int error = 0;

	if (!value)
		return bad_value(hdl, row, value);
	words = strdup(value);
	if (!words)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	for (char *word = strtok_r(words, " \t", &rest); word && !error;
	     word = strtok_r(NULL, " \t", &rest))
		error = append(hdl, &hdl->compile.cpp_args, "", word);
	free(words);
	return error;
}

static int set_stdc(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	if (!value || strlen(value) != 1 || !strchr("acst", *value))
		return bad_value(hdl, row, value);
	hdl->compile.stdc = *value;
	return 0;
}

static int set_version(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	unsigned int major, minor, micro = 0;
	char rest;
	int fields = value ? sscanf(value, "%u.%u.%u%c", &major, &minor, &micro, &rest) : 0;

	if (fields != 2 && fields != 3)
		return bad_value(hdl, row, value);
	if (major != 1 || minor > 13 || micro > 0xfff)
		return dt_set_error(hdl, EDT_VERSION,
				    "D version %s is not known; the versions 1.0 to %s are", value,
				    dtrace_language_version());
	hdl->compile.version = major << 24 | minor << 12 | micro;
	return 0;
}

static int set_amin(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	if (!value || dt_parse_attribute(value, &hdl->compile.amin))
		return bad_value(hdl, row, value);
	hdl->compile.has_amin = true;
	hdl->compile.cflags |= DTRACE_C_EATTR;
	return 0;
}

static int set_unsigned(struct dtrace_hdl *hdl, const struct option_row *row, const char *value,
			unsigned int *to, uint64_t limit)
{
	uint64_t number;

	if (!value || dt_parse_integer(value, &number) || number > limit)
		return bad_value(hdl, row, value);
	*to = number;
	return 0;
}

static int set_iregs(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	if (value && (!strcmp(value, "0") || !strcmp(value, "1")))
		return bad_value(hdl, row, value);
	return set_unsigned(hdl, row, value, &hdl->compile.max_registers, DIF_INT_REGS);
}

static int set_tregs(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	return set_unsigned(hdl, row, value, &hdl->compile.max_tuples, DIF_TUPLE_REGS);
}

static int set_maxframes(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t number;

	if (!value || dt_parse_integer(value, &number) || !number || number > DTRACE_FRAMES_MAX)
		return bad_value(hdl, row, value);
	hdl->compile.max_frames = number;
	return 0;
}

/* How far a command runs before it is held; a command that was started stands already. */
static int set_evaltime(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	/* ORDER: enum dt_evaltime. */
	static const char *const names[] = {"exec", "preinit", "postinit", "main"};

	for (size_t i = 0; value && i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i], value))
			continue;
		hdl->evaltime = DT_EVALTIME_EXEC + i;
		return 0;
	}
	return bad_value(hdl, row, value);
}

/* There is one way: what the option asks for must be it. */
static int set_only_way(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	static const struct {
		const char *option, *value, *refusal;
	} ways[] = {
		{"late", "static", "translators are applied when the program is compiled: only late=static"},
		{"linkmode", "static",
		 "symbols are resolved when the program is compiled: only linkmode=static and kernel"},
		{"linkmode", "kernel", NULL},
		{"linktype", "elf", "-G makes objects to link with: only linktype=elf"},
	};
	const char *refusal = NULL;

	if (!value)
		return bad_value(hdl, row, value);
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		if (strcmp(ways[i].option, row->name))
			continue;
		if (!strcmp(ways[i].value, value))
			return 0;
		if (ways[i].refusal)
			refusal = ways[i].refusal;
	}
	return dt_set_error(hdl, EDT_BADOPTVAL, "invalid value for option %s: %s (%s)", row->name, value,
			    refusal);
}

/*
 * Build files and scripts have these for other systems' sake. What they ask for is so anyway: no linker
 * and no objcopy is called, nothing is loaded late, there is no limit of grabbed processes, buffers
 * are there before tracing begins.
 */
static int take_switch(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t on;

	return parse_switch(value, &on) ? bad_value(hdl, row, value) : 0;
}

static int take_number(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t number;

	return !value || dt_parse_integer(value, &number) ? bad_value(hdl, row, value) : 0;
}

static int take_text(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	return value ? 0 : bad_value(hdl, row, value);
}

static int set_tree(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	return set_unsigned(hdl, row, value, &hdl->compile.tree, UINT_MAX);
}

/* --- the printer's --------------------------------------------------------------------------- */

static int set_encoding(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	if (value && !strcmp(value, "ascii"))
		hdl->output->encoding = DT_ENCODING_ASCII;
	else if (value && !strcmp(value, "utf8"))
		hdl->output->encoding = DT_ENCODING_UTF8;
	else
		return bad_value(hdl, row, value);
	return 0;
}

static int set_oformat(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	if (!value || (strcmp(value, "text") && strcmp(value, "json")))
		return bad_value(hdl, row, value);
	hdl->output->json = !strcmp(value, "json");
	return 0;
}

static int set_printsize(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t size;

	if (!value || dt_parse_size(value, &size) || !size || size > UINT32_MAX)
		return bad_value(hdl, row, value);
	hdl->output->printsize = size;
	return 0;
}

static int set_pcapsize(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t size;

	if (!value || dt_parse_size(value, &size) || !size || size > INT32_MAX)
		return bad_value(hdl, row, value);
	hdl->compile.pcap_size = size;
	return 0;
}

static int set_environment(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	const char *equals = value ? strchr(value, '=') : NULL;
	char *name;
	int result;

	if (!value || !*value || equals == value)
		return bad_value(hdl, row, value);
	if (row->number) /* unsetenv */
		return unsetenv(value) ? dt_set_error(hdl, errno, NULL) : 0;
	if (!equals)
		return bad_value(hdl, row, value);
	name = strndup(value, equals - value);
	if (!name)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	result = setenv(name, equals + 1, 1) ? dt_set_error(hdl, errno, NULL) : 0;
	free(name);
	return result;
}

/* The driver follows frame pointers, as it cannot read files where a probe fires. */
static int set_unwind(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	bool dwarf = value && !strcmp(value, "dwarf");

	if (!value || (!dwarf && strcmp(value, "fp")))
		return bad_value(hdl, row, value);
	if (hdl->backend && hdl->backend->processes)
		hdl->backend->processes->unwind_by_cfi(dwarf);
	else if (dwarf)
		return dt_set_error(hdl, EDT_UNSUPPORTED,
				    "%s=dwarf works without the driver only (-x backend=process): "
				    "the driver follows frame pointers", row->name);
	return 0;
}

static int set_demangle(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t on;

	if (parse_switch(value, &on))
		return bad_value(hdl, row, value);
	if (on && !dt_demangle_available())
		return dt_set_error(hdl, EDT_BADOPTVAL,
				    "option %s needs the C++ library: install libstdc++6", row->name);
	hdl->output->demangle = on;
	return 0;
}

/* ORDER: enum dt_output_switch. */
static int set_output_switch(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	uint64_t on;

	if (parse_switch(value, &on))
		return bad_value(hdl, row, value);
	hdl->output->switches[row->number] = on;
	return 0;
}

static void leave_core(void)
{
	abort();
}

/* core: for the developer of a consumer, a core dump at the end. */
static int set_core(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	if (value)
		return bad_value(hdl, row, value);
	return atexit(leave_core) ? dt_set_error(hdl, EDT_NOMEM, NULL) : 0;
}

/* The handle is open already: the backend was chosen by dtrace_open's flags. */
static int set_backend(struct dtrace_hdl *hdl, const struct option_row *row, const char *value)
{
	const char *now = hdl->backend == &dt_backend_driver ? "driver" : "process";

	if (!value || (strcmp(value, "driver") && strcmp(value, "process")))
		return bad_value(hdl, row, value);
	if (hdl->backend && strcmp(value, now))
		return dt_set_error(hdl, EDT_BADOPTCTX,
				    "option backend=%s must be given on the command line: this run "
				    "already uses the %s backend",
				    value, now);
	return 0;
}

#define K 1024ull
#define MS 1000000ull
#define SEC 1000000000ull
#define ENGINE(option, setter, initial_, low, high)                                               \
	.set = setter, .number = DTRACEOPT_##option, .initial = initial_, .minimum = low,         \
	.maximum = high
#define DYNAMIC .dynamic = true

static const struct option_row option_rows[] = {
	{"bufsize", ENGINE(BUFSIZE, set_size, 4 * K * K, 1, 0)},
	{"bufpolicy", ENGINE(BUFPOLICY, set_policy, DTRACE_BUFPOLICY_SWITCH, 0, 0)},
	{"bufresize", ENGINE(BUFRESIZE, set_resize, DTRACE_BUFRESIZE_AUTO, 0, 0)},
	{"aggsize", ENGINE(AGGSIZE, set_size, 4 * K * K, 1, 0)},
	{"dynvarsize", ENGINE(DYNVARSIZE, set_size, K * K, 0, 0)},
	{"strsize", ENGINE(STRSIZE, set_size, DTRACE_STRSIZE_DEFAULT, 1, DTRACE_STRSIZE_MAX)},
	{"nspec", ENGINE(NSPEC, set_size, 1, 0, INT_MAX)},
	{"specsize", ENGINE(SPECSIZE, set_size, 32 * K, 0, 0)},
	{"scratchsize", ENGINE(SCRATCHSIZE, set_size, 0, 8, 64 * K * K)},
	{"cleanrate", ENGINE(CLEANRATE, set_rate, SEC / 101, 0, 0)},
	{"cpu", ENGINE(CPU, set_cpu, DTRACE_OPTION_UNSET, 0, 0)},
	{"destructive", ENGINE(DESTRUCTIVE, set_switch, 0, 0, 0)},
	{"grabanon", ENGINE(GRABANON, set_switch, 0, 0, 0)},
	{"stackframes", ENGINE(STACKFRAMES, set_integer, 20, 1, DTRACE_FRAMES_MAX)},
	{"ustackframes", ENGINE(USTACKFRAMES, set_integer, 20, 1, DTRACE_FRAMES_MAX)},
	{"jstackframes", ENGINE(JSTACKFRAMES, set_integer, 50, 1, DTRACE_FRAMES_MAX)},
	{"jstackstrsize", ENGINE(JSTACKSTRSIZE, set_size, 512, 0, 64 * K)},
	{"temporal", ENGINE(TEMPORAL, set_switch, 0, 0, 0)},
	{"flowindent", ENGINE(FLOWINDENT, set_switch, 0, 0, 0), DYNAMIC},
	{"quiet", ENGINE(QUIET, set_switch, 0, 0, 0), DYNAMIC},
	{"rawbytes", ENGINE(RAWBYTES, set_switch, 0, 0, 0), DYNAMIC},
	{"aggrate", ENGINE(AGGRATE, set_rate, SEC, 0, 0), DYNAMIC},
	{"switchrate", ENGINE(SWITCHRATE, set_rate, SEC, 0, 0), DYNAMIC},
	{"statusrate", ENGINE(STATUSRATE, set_rate, SEC, 0, 0), DYNAMIC},
	{"stackindent", ENGINE(STACKINDENT, set_integer, 14, 0, 1024), DYNAMIC},
	{"aggsortkey", ENGINE(AGGSORTKEY, set_switch, 0, 0, 0), DYNAMIC},
	{"aggsortrev", ENGINE(AGGSORTREV, set_switch, 0, 0, 0), DYNAMIC},
	{"aggsortpos", ENGINE(AGGSORTPOS, set_integer, 0, 0, 0), DYNAMIC},
	{"aggsortkeypos", ENGINE(AGGSORTKEYPOS, set_integer, 0, 0, 0), DYNAMIC},
	{"agghist", ENGINE(AGGHIST, set_switch, 0, 0, 0), DYNAMIC},
	{"aggpack", ENGINE(AGGPACK, set_switch, 0, 0, 0), DYNAMIC},
	{"aggzoom", ENGINE(AGGZOOM, set_switch, 0, 0, 0), DYNAMIC},
	{"encoding", set_encoding, .dynamic = true},
	{"oformat", set_oformat},
	{"printsize", set_printsize, .dynamic = true},
	{"pcapsize", set_pcapsize},
	{"demangle", set_demangle},
	{"ustackunwind", set_unwind},
	{"droptags", set_output_switch, DT_SWITCH_DROPTAGS},
	{"debug", set_output_switch, DT_SWITCH_DEBUG},
	{"noresolve", set_output_switch, DT_SWITCH_NORESOLVE, .dynamic = true},
	{"quietresize", set_output_switch, DT_SWITCH_QUIETRESIZE},
	{"aggpercpu", set_output_switch, DT_SWITCH_AGGPERCPU},
	{"core", set_core},
	{"amin", set_amin},
	{"argref", set_cflag, DTRACE_C_ARGREF},
	{"backend", set_backend},
	{"cpp", set_cflag, DTRACE_C_CPP},
	{"cppargs", set_cppargs},
	{"cpphdrs", set_cpp_argument, 'H'},
	{"cpppath", set_cpppath},
	{"defaultargs", set_cflag, DTRACE_C_DEFARG},
	{"define", set_cpp_argument, 'D'},
	{"undef", set_cpp_argument, 'U'},
	{"incdir", set_cpp_argument, 'I'},
	{"empty", set_cflag, DTRACE_C_EMPTY},
	{"errtags", set_cflag, DTRACE_C_ETAGS},
	{"evaltime", set_evaltime},
	{"iregs", set_iregs},
	{"tregs", set_tregs},
	{"kdefs", clear_cflag, DTRACE_C_KNODEF},
	{"knodefs", set_cflag, DTRACE_C_KNODEF},
	{"udefs", clear_cflag, DTRACE_C_UNODEF},
	{"unodefs", set_cflag, DTRACE_C_UNODEF},
	{"late", set_only_way},
	{"lazyload", take_switch},
	{"ldpath", take_text},
	{"linkmode", set_only_way},
	{"linktype", set_only_way},
	{"objcopypath", take_text},
	{"pgmax", take_number},
	{"preallocate", take_switch},
	{"strip", take_switch},
	{"maxframes", set_maxframes},
	{"libdir", set_libdir},
	{"syslibdir", set_syslibdir},
	{"nolibs", set_cflag, DTRACE_C_NOLIBS},
	{"pspec", set_cflag, DTRACE_C_PSPEC},
	{"setenv", set_environment, 0},
	{"unsetenv", set_environment, 1},
	{"stdc", set_stdc},
	{"tree", set_tree},
	{"verbose", set_cflag, DTRACE_C_DIFV},
	{"version", set_version},
	{"zdefs", set_cflag, DTRACE_C_ZDEFS},
};

/* Options of other systems that cannot mean anything here, and why. */
static const struct {
	const char *names, *why;
} absent[] = {
	{" ctypes dtypes ", "types are not kept as CTF here, so there is none to dump"},
	{" zone ", "Linux has no zones; try a predicate on zonename"},
	{" bpflog bpflogsize debugassert lockmem ", "it concerns BPF, which this DTrace does not use"},
	{" ctfpath linknommap modpath ", "types and symbols come from the running kernel (BTF, DWARF)"},
	{" dofstashpath procfspath ", "nothing is kept there; the driver keeps it"},
	{" disasm ", "-S lists every object once, as the engine gets it"},
	{" sysslice useruid ", "privileges come from the permissions of the device"},
};

static int no_such_option(struct dtrace_hdl *hdl, const char *name)
{
	struct dt_suggestion search;
	char word[40];

	snprintf(word, sizeof(word), " %.36s ", name);
	for (size_t i = 0; i < sizeof(absent) / sizeof(absent[0]); i++) {
		if (!strchr(name, ' ') && strstr(absent[i].names, word))
			return dt_set_error(hdl, EDT_UNSUPPORTED, "option %s is not available: %s",
					    name, absent[i].why);
	}
	dt_suggest_begin(&search, name);
	for (size_t i = 0; i < sizeof(option_rows) / sizeof(option_rows[0]); i++)
		dt_suggest_offer(&search, option_rows[i].name);
	return dt_set_error(hdl, EDT_BADOPTNAME, "there is no option \"%s\"%s%s%s", name,
			    search.best ? "; did you mean " : "", search.best ? search.best : "",
			    search.best ? "?" : "");
}

static const struct option_row *find(const char *name)
{
	for (size_t i = 0; i < sizeof(option_rows) / sizeof(option_rows[0]); i++) {
		if (!strcmp(option_rows[i].name, name))
			return &option_rows[i];
	}
	return NULL;
}

static bool is_engine_option(const struct option_row *row)
{
	return row->set == set_size || row->set == set_rate || row->set == set_integer ||
	       row->set == set_switch || row->set == set_policy || row->set == set_resize ||
	       row->set == set_cpu;
}

int dtrace_setopt(dtrace_hdl_t *hdl, const char *option, const char *value)
{
	const struct option_row *row = find(option);

	if (!row)
		return no_such_option(hdl, option);
	if (hdl->active && !row->dynamic)
		return dt_set_error(hdl, EDT_BADOPTCTX,
				    "option %s cannot be changed while tracing", option);
	return row->set(hdl, row, value && *value ? value : NULL);
}

int dtrace_getopt(dtrace_hdl_t *hdl, const char *option, dtrace_optval_t *value)
{
	const struct option_row *row = find(option);

	if (!row)
		return no_such_option(hdl, option);
	if (row->set == set_output_switch)
		*value = hdl->output->switches[row->number] ? 1 : DTRACEOPT_UNSET;
	else if (row->set == set_cflag)
		*value = hdl->compile.cflags & row->number ? 1 : DTRACEOPT_UNSET;
	else if (row->set == set_oformat)
		*value = hdl->output->json;
	else if (!is_engine_option(row))
		return dt_set_error(hdl, EDT_BADOPTNAME, "option %s has no number to ask for", option);
	else
		*value = hdl->options[row->number] == DTRACE_OPTION_UNSET ?
				 DTRACEOPT_UNSET :
				 hdl->options[row->number];
	return 0;
}

uint64_t dt_option(struct dtrace_hdl *hdl, enum dtrace_option option)
{
	uint64_t value = hdl->options[option];

	return value != DTRACE_OPTION_UNSET ? value : hdl->output->standard[option];
}

int dt_setopt_dynamic(struct dtrace_hdl *hdl, const dtrace_probedata_t *data, const char *option,
		      const char *value)
{
	struct dt_consumer *consumer = hdl->consumer;
	dtrace_setoptdata_t info = {.hdl = hdl, .probe = data, .option = option};

	if (dtrace_getopt(hdl, option, &info.oldval))
		info.oldval = DTRACEOPT_UNSET;
	if (dtrace_setopt(hdl, option, value))
		return -1;
	if (dtrace_getopt(hdl, option, &info.newval))
		info.newval = DTRACEOPT_UNSET;
	if (!consumer->setopt_handler)
		return 0;
	return dt_handler_answer(hdl, consumer->setopt_handler(&info, consumer->setopt_argument));
}

int dt_options_open(struct dtrace_hdl *hdl)
{
	for (size_t i = 0; i < DTRACEOPT_MAX; i++)
		hdl->options[i] = DTRACE_OPTION_UNSET;
	hdl->compile.stdc = 'a';
	hdl->compile.version = 1u << 24 | 13u << 12;
	hdl->compile.bounds_checks = true;
	hdl->output = calloc(1, sizeof(*hdl->output));
	if (!hdl->output)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	for (size_t i = 0; i < sizeof(option_rows) / sizeof(option_rows[0]); i++) {
		if (is_engine_option(&option_rows[i]))
			hdl->output->standard[option_rows[i].number] = option_rows[i].initial;
	}
	hdl->output->printsize = 8192;
	hdl->compile.pcap_size = 2048;
	hdl->output->switches[DT_SWITCH_DEBUG] = getenv("DTRACE_DEBUG") != NULL;
	return 0;
}

static void free_list(char **list)
{
	for (size_t i = 0; list && list[i]; i++)
		free(list[i]);
	free(list);
}

void dt_options_close(struct dtrace_hdl *hdl)
{
	free(hdl->compile.cpp_path);
	free(hdl->compile.syslibdir);
	free_list(hdl->compile.cpp_args);
	free_list(hdl->compile.libdirs);
	if (hdl->output) {
		free(hdl->output->warning);
		free(hdl->output->told);
		if (hdl->output->numeric)
			freelocale(hdl->output->numeric);
	}
	free(hdl->output);
}
