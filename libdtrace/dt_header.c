/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dtrace -h: the C and C++ header of a provider declaration. For each probe
 *
 *	SHOP_ORDER_PLACED(id, name)	the probe: a call of an inline function, so that
 *					arguments are checked and converted as in any call
 *	SHOP_ORDER_PLACED_ENABLED()	does anybody listen: a plain load
 *
 * Without <dtrace/sdt.h>, or on a machine it does not know, both are empty.
 */
#include <ctype.h>
#include <string.h>

#include "dt_usdt.h"

void dt_usdt_function_name(const char *name, char *to, size_t size)
{
	size_t length = 0;

	for (; *name && length + 2 < size; name++) {
		if (*name == '-')
			to[length++] = '_';
		to[length++] = *name == '-' ? '_' : *name;
	}
	to[length] = '\0';
}

void dt_usdt_macro_name(const char *name, char *to, size_t size)
{
	size_t length = 0;

	for (; *name && length + 1 < size; name++) {
		if (name[0] == '_' && name[1] == '_')
			name++;
		to[length++] = *name == '-' ? '_' : (char)toupper((unsigned char)*name);
	}
	to[length] = '\0';
}

struct dt_provider_decl *dt_usdt_provider(struct dtrace_hdl *hdl, size_t index)
{
	struct dt_provider_decl *provider;
	size_t count = 0;

	/* The list has the last one first. */
	for (provider = dt_provider_decls(hdl); provider; provider = provider->next)
		count += !provider->library;
	if (index >= count)
		return NULL;
	for (provider = dt_provider_decls(hdl); provider; provider = provider->next)
		if (!provider->library && --count == index)
			return provider;
	return NULL;
}

/* --- types ---------------------------------------------------------------------------------- */

/* D's own type names that C does not have. */
static const char *const foreign[] = {"uchar_t",      "ushort_t", "uint_t",    "ulong_t",
				      "u_longlong_t", "zoneid_t", "longlong_t"};

/* A type as C has it: a D string is a char *, D's own integers what they stand for. */
static const char *c_type(struct dt_type *type, char *to, size_t size)
{
	if (dt_type_is_string(dt_type_resolve(type)))
		return "char *";
	dt_type_name(type, to, size);
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		if (!strcmp(to, foreign[i]))
			dt_type_name(dt_type_resolve(type), to, size);
	return to;
}

/* --- one probe ---------------------------------------------------------------------------------
 */

/* Two names, each `-` doubled. */
#define NAME_MAX_C (2 * (DTRACE_PROVIDER_LEN + DTRACE_NAME_LEN))

struct names {
	char function[NAME_MAX_C + 8], macro[NAME_MAX_C + 8], semaphore[NAME_MAX_C + 16];
};

static void make_names(const struct dt_provider_decl *provider, const struct dt_probe_decl *probe,
		       struct names *names)
{
	char provider_part[2 * DTRACE_PROVIDER_LEN], probe_part[2 * DTRACE_NAME_LEN];

	dt_usdt_function_name(provider->name, provider_part, sizeof(provider_part));
	dt_usdt_function_name(probe->name, probe_part, sizeof(probe_part));
	snprintf(names->function, sizeof(names->function), "%s___%s", provider_part, probe_part);
	snprintf(names->semaphore, sizeof(names->semaphore), "%s_%s_semaphore", provider_part,
		 probe_part);
	dt_usdt_macro_name(provider->name, provider_part, sizeof(provider_part));
	dt_usdt_macro_name(probe->name, probe_part, sizeof(probe_part));
	snprintf(names->macro, sizeof(names->macro), "%s_%s", provider_part, probe_part);
}

static void write_list(FILE *out, size_t count, const char *prefix)
{
	for (size_t i = 0; i < count; i++)
		fprintf(out, "%s%s%zu", i ? ", " : "", prefix, i);
}

static void write_parameter(FILE *out, const char *type, size_t i)
{
	const char *separator = i ? ", " : "";

	if (strpbrk(type, "(["))
		fprintf(out, "%s__typeof__(%s) __dt%zu", separator, type, i + 1);
	else
		fprintf(out, "%s%s%s__dt%zu", separator, type,
			type[strlen(type) - 1] == '*' ? "" : " ", i + 1);
}

static void write_parameters(FILE *out, const struct dt_probe_decl *probe)
{
	char text[1024];

	if (!probe->native_count)
		fputs("void", out);
	for (size_t i = 0; i < probe->native_count; i++)
		write_parameter(out, c_type(probe->native[i], text, sizeof(text)), i);
}

static void write_function(FILE *out, const struct dt_provider_decl *provider,
			   const struct dt_probe_decl *probe, const struct names *names)
{
	char provider_part[2 * DTRACE_PROVIDER_LEN], probe_part[2 * DTRACE_NAME_LEN];

	dt_usdt_function_name(provider->name, provider_part, sizeof(provider_part));
	dt_usdt_function_name(probe->name, probe_part, sizeof(probe_part));
	fprintf(out, "\n__DTRACE_DEFINE_SEMAPHORE(\"%s\");\n", names->semaphore);
	fprintf(out, "extern unsigned short %s __attribute__((__visibility__(\"hidden\")));\n\n",
		names->semaphore);
	fprintf(out,
		"static __inline__ __attribute__((__always_inline__, __unused__)) int\n"
		"__dtraceenabled_%s(void)\n{\n"
		"\treturn __builtin_expect(*(volatile unsigned short *)&%s, 0);\n}\n\n",
		names->function, names->semaphore);
	fprintf(out,
		"static __inline__ __attribute__((__always_inline__, __unused__)) void\n"
		"__dtrace_%s(",
		names->function);
	write_parameters(out, probe);
	if (probe->native_count)
		fprintf(out, ")\n{\n\t__DTRACE_LINKED(\"%s\", \"%s\", \"%s\", %zu);\n}\n",
			provider_part, probe_part, names->semaphore, probe->native_count);
	else
		fprintf(out, ")\n{\n\t__DTRACE_LINKED0(\"%s\", \"%s\", \"%s\");\n}\n",
			provider_part, probe_part, names->semaphore);
}

static void write_macros(FILE *out, const struct dt_probe_decl *probe, const struct names *names,
			 bool real)
{
	fprintf(out, "#define %s(", names->macro);
	write_list(out, probe->native_count, "arg");
	if (!real) {
		fprintf(out, ") do { } while (0)\n#define %s_ENABLED() (0)\n", names->macro);
		return;
	}
	fprintf(out, ") __dtrace_%s(", names->function);
	write_list(out, probe->native_count, "arg");
	fprintf(out, ")\n#define %s_ENABLED() __dtraceenabled_%s()\n", names->macro,
		names->function);
}

/* --- the file
 * -------------------------------------------------------------------------------------- */

static void each_probe(struct dtrace_hdl *hdl, FILE *out, bool functions, bool real)
{
	struct dt_provider_decl *provider;

	for (size_t i = 0; (provider = dt_usdt_provider(hdl, i)); i++) {
		for (struct dt_probe_decl *probe = provider->probes; probe; probe = probe->next) {
			struct names names;

			make_names(provider, probe, &names);
			if (functions)
				write_function(out, provider, probe, &names);
			else
				write_macros(out, probe, &names, real);
		}
	}
}

/* Notes and inline assembly have room for this many. */
#define ARGUMENTS_MAX 12

static int check(struct dtrace_hdl *hdl)
{
	struct dt_provider_decl *provider;

	if (!dt_usdt_provider(hdl, 0))
		return dt_set_error(hdl, EDT_MESSAGE, "the program declares no provider");
	for (size_t i = 0; (provider = dt_usdt_provider(hdl, i)); i++)
		for (struct dt_probe_decl *probe = provider->probes; probe; probe = probe->next)
			if (probe->native_count > ARGUMENTS_MAX)
				return dt_set_error(
					hdl, EDT_MESSAGE,
					"probe %s of provider %s has %zu arguments; a probe site "
					"can carry at most %d: pass a pointer to a structure",
					probe->name, provider->name, probe->native_count,
					ARGUMENTS_MAX);
	return 0;
}

static void guard_name(const char *name, char *to, size_t size)
{
	const char *slash = strrchr(name, '/');
	size_t length = 0;

	for (name = slash ? slash + 1 : name; *name && length + 1 < size; name++)
		to[length++] =
			isalnum((unsigned char)*name) ? (char)toupper((unsigned char)*name) : '_';
	to[length] = '\0';
}

int dtrace_header_write(dtrace_hdl_t *hdl, FILE *out, const char *name)
{
	char guard[256];

	if (check(hdl))
		return -1;
	guard_name(name, guard, sizeof(guard));
	fprintf(out,
		"/*\n * Generated by dtrace(1).\n */\n\n"
		"#ifndef _%s\n#define _%s\n\n"
		"#ifdef __has_include\n#if __has_include(<dtrace/sdt.h>)\n"
		"#include <stdint.h>\n#include <sys/types.h>\n#include <dtrace/sdt.h>\n"
		"#endif\n#endif\n\n"
		"#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n"
		"#ifdef __DTRACE_LINKED\n",
		guard, guard);
	each_probe(hdl, out, true, true);
	fputc('\n', out);
	each_probe(hdl, out, false, true);
	fputs("\n#else\n\n", out);
	each_probe(hdl, out, false, false);
	fprintf(out, "\n#endif\n\n#ifdef __cplusplus\n}\n#endif\n\n#endif /* _%s */\n", guard);
	return ferror(out) ? dt_set_error(hdl, EDT_OUTPUT, NULL) : 0;
}
