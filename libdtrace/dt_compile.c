/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The compiler: a D text in, a struct dt_program on the handle out.
 *
 * compile() is the list of passes. Everything below it leaves errors by longjmp to
 * protect(), the only place that catches; the unit, its arena and identifiers of a failed
 * compilation are released in one place each (unit_close, dt_idents_rollback).
 */
#include "dt_attribute.h"
#include "dt_builtin.h"
#include "dt_cg.h"
#include "dt_cook.h"
#include "dt_source.h"
#include "dt_tree.h"
#include <stdlib.h>

/* --- handle ------------------------------------------------------------------------------- */

int dt_compiler_open(struct dtrace_hdl *hdl)
{
	hdl->compiler = calloc(1, sizeof(*hdl->compiler));
	if (!hdl->compiler)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	hdl->compiler->arena = dt_arena_create();
	if (!hdl->compiler->arena)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	return 0;
}

void dt_compiler_close(struct dtrace_hdl *hdl)
{
	struct dt_compiler *compiler = hdl->compiler;

	if (!compiler)
		return;
	for (int scope = 0; scope < 3; scope++)
		dt_hash_destroy(&compiler->scopes[scope]);
	dt_hash_destroy(&compiler->aggregations);
	dt_hash_destroy(&compiler->externs);
	dt_arena_destroy(compiler->arena);
	free(compiler);
	hdl->compiler = NULL;
}

/* --- passes ---------------------------------------------------------------------------------- */

static void check_not_empty(struct dt_unit *unit)
{
	if (!unit->externals && !unit->library && !(unit->cflags & DTRACE_C_EMPTY))
		dt_fail_at(unit, NULL, D_EMPTY, "empty D program");
}

void dt_clause_define(struct dt_unit *unit, struct dt_node *clause)
{
	*unit->clauses_end = clause;
	unit->clauses_end = &clause->next;
}

static void check_clauses(struct dt_unit *unit)
{
	for (struct dt_node *clause = unit->clauses; clause; clause = clause->next) {
		if (unit->cflags & DTRACE_C_CTL)
			dt_fail(unit, clause, D_SYNTAX, "a library may not hold clauses: %s",
				clause->descs->string);
		if (clause->flags & DT_NF_BARE && !unit->command_line)
			dt_fail(unit, clause, D_SYNTAX,
				"syntax error near \"%s\": a clause needs { }",
				clause->descs->string);
		for (struct dt_node *desc = clause->descs; desc; desc = desc->next)
			dt_pdesc_parse(unit, desc);
	}
}

/* The types of args[] depend on the probe: each description gets a clause of its own. */
static void split_descriptions(struct dt_unit *unit)
{
	struct dt_node *clause, *copy;

	for (clause = unit->clauses; clause; clause = clause->next) {
		if (!clause->descs->next ||
		    !(dt_node_mentions(clause->body, "args") ||
		      dt_node_mentions(clause->predicate, "args")))
			continue;
		copy = dt_node_clone(unit, clause, false);
		copy->descs = copy->descs->next;
		copy->next = clause->next;
		clause->descs->next = NULL;
		clause->next = copy;
	}
}

static void check_probes(struct dt_unit *unit)
{
	for (struct dt_node *clause = unit->clauses; clause; clause = clause->next)
		for (struct dt_node *desc = clause->descs; desc; desc = desc->next)
			dt_pdesc_check(unit, desc);
}

static void cook(struct dt_unit *unit)
{
	for (struct dt_node *clause = unit->clauses; clause; clause = clause->next)
		dt_cook_clause(unit, clause);
}

static void check_stability(struct dt_unit *unit)
{
	struct dtrace_attribute least = unit->hdl->compile.amin, attribute;
	char have[64], want[64];

	for (struct dt_node *clause = unit->clauses; clause; clause = clause->next) {
		clause->probe_attribute = dt_pdesc_attribute(unit, clause->descs);
		if (!unit->hdl->compile.has_amin)
			continue;
		attribute = dt_attribute_min(clause->attribute, clause->probe_attribute);
		if (dt_attribute_below(attribute, least))
			dt_fail(unit, clause, D_ATTR_MIN,
				"attributes for clause (%s) are less than predefined minimum %s",
				dt_attribute_text(attribute, have, sizeof(have)),
				dt_attribute_text(least, want, sizeof(want)));
	}
}

/* --- generating --- */

static void copy_descriptions(struct dt_unit *unit, struct dt_clause *out, struct dt_node *descs)
{
	out->probes = calloc(dt_node_count(descs), sizeof(*out->probes));
	if (!out->probes)
		dt_fail_memory(unit);
	for (; descs; descs = descs->next)
		out->probes[out->probe_count++] = *descs->desc;
}

/* Code generation says what went wrong at which node; the shape of messages is ours. */
static _Noreturn void fail_generation(struct dt_unit *unit)
{
	struct dtrace_hdl *hdl = unit->hdl;

	if (!hdl->failed_at)
		dt_fail_again(unit);
	unit->region = DT_REGION_ACTIONS;
	dt_fail(unit, hdl->failed_at, hdl->failed_tag, "%s",
		dt_unit_strdup(unit, dtrace_errmsg(hdl, dtrace_errno(hdl))));
}

static void generate_clause(struct dt_unit *unit, struct dt_node *node, struct dt_clause *out)
{
	copy_descriptions(unit, out, node->descs);
	out->continued = node->flags & DT_NF_CONTINUED;
	out->statement_attribute = node->attribute;
	out->probe_attribute = node->probe_attribute;
	if (dt_codegen_clause(unit->hdl, node, out))
		fail_generation(unit);
	if (unit->cflags & DTRACE_C_DIFV)
		dt_disassemble_clause(out, stderr);
}

static void generate(struct dt_unit *unit)
{
	struct dt_clause **end = &unit->program->clauses;

	for (struct dt_node *node = unit->clauses; node; node = node->next) {
		*end = calloc(1, sizeof(**end));
		if (!*end)
			dt_fail_memory(unit);
		unit->program->clause_count++;
		generate_clause(unit, node, *end);
		end = &(*end)->next;
	}
}

static void compile(struct dt_unit *unit)
{
	dt_lexer_open(unit);
	dt_parse(unit);
	check_not_empty(unit);
	dt_macros_check(unit);
	dt_pragmas_apply(unit);
	check_clauses(unit);
	dt_desugar(unit);
	split_descriptions(unit);
	check_probes(unit);
	cook(unit);
	dt_pragmas_finish(unit);
	check_stability(unit);
	if (unit->hdl->compile.tree && !unit->library)
		dt_tree_print(unit->clauses,
			      unit->compiler->tree_out ? unit->compiler->tree_out : stderr);
	if (unit->program)
		generate(unit);
}

/* --- one compilation --- */

static int protect(struct dt_unit *unit, void (*pass)(struct dt_unit *unit))
{
	if (setjmp(unit->failure))
		return -1;
	pass(unit);
	return 0;
}

static int set_arguments(struct dt_unit *unit, int argc, char *const argv[])
{
	unit->arguments = calloc(argc + 1, sizeof(*unit->arguments));
	if (!unit->arguments)
		return -1;
	unit->argument_count = argc;
	for (int i = 0; i < argc; i++)
		unit->arguments[i].text = argv[i];
	return 0;
}

static int unit_open(struct dt_unit *unit, struct dtrace_hdl *hdl, const struct dt_text *text)
{
	struct dt_source *source = dt_arena_alloc(hdl->compiler->arena, sizeof(*source));
	char *name = NULL;

	/* What a library defines may fail long after its text is gone: the name stays. */
	if (text->name)
		name = dt_arena_alloc(hdl->compiler->arena, strlen(text->name) + 1);
	unit->hdl = hdl;
	unit->compiler = hdl->compiler;
	unit->arena = dt_arena_create();
	unit->text = text->text;
	unit->size = text->size;
	unit->library = text->library;
	unit->command_line = !text->name;
	unit->clauses_end = &unit->clauses;
	unit->lexer.line = unit->lexer.column = 1;
	if (!source || !unit->arena || (text->name && !name))
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	if (name)
		strcpy(name, text->name);
	*source = (struct dt_source){name, text->text, text->size, text->library};
	unit->source = source;
	unit->lexer.start.source = source;
	unit->lexer.start.line = unit->lexer.start.column = 1;
	return 0;
}

static void unit_close(struct dt_unit *unit)
{
	struct dt_source *source = unit->source;

	dt_lexer_close(unit);
	for (; source; source = source->renamed_from)
		source->text = NULL;
	free(unit->arguments);
	dt_arena_destroy(unit->arena);
}

/* Compile one text. The unit is filled in but for what unit_open() does. */
static int run(struct dt_unit *unit, struct dtrace_hdl *hdl, const struct dt_text *text, int argc,
	       char *const argv[])
{
	struct dt_ident *before = hdl->compiler->made;
	struct dt_xlator *xlators = hdl->compiler->xlators;
	struct dt_provider_decl *providers = hdl->compiler->providers;
	struct dt_types_mark types = dt_types_mark(hdl);
	int result = unit_open(unit, hdl, text);

	if (!result && set_arguments(unit, argc, argv))
		result = dt_set_error(hdl, EDT_NOMEM, NULL);
	if (!result)
		result = protect(unit, compile);
	if (result) {
		dt_idents_rollback(hdl->compiler, before);
		dt_types_rollback(hdl, types);
		hdl->compiler->xlators = xlators;
		hdl->compiler->providers = providers;
	}
	unit_close(unit);
	return result;
}

int dt_compile_library(struct dtrace_hdl *hdl, const struct dt_text *text, bool *skipped)
{
	struct dt_unit unit = {.asked_cflags = DTRACE_C_CTL};
	int result;

	unit.cflags = unit.asked_cflags | (hdl->compile.cflags & DTRACE_C_ETAGS);
	result = run(&unit, hdl, text, 0, NULL);
	*skipped = unit.skip;
	return result;
}

static struct dt_program *compile_program(struct dtrace_hdl *hdl, const struct dt_text *text,
					  dtrace_probespec_t spec, unsigned int cflags, int argc,
					  char *const argv[])
{
	struct dt_unit unit = {.spec = spec, .asked_cflags = cflags};

	if (spec != DTRACE_PROBESPEC_NONE)
		unit.asked_cflags |= DTRACE_C_PSPEC;
	unit.cflags = unit.asked_cflags | hdl->compile.cflags;
	if (!(unit.cflags & DTRACE_C_NOLIBS) && dt_libraries_load(hdl))
		return NULL;
	unit.program = calloc(1, sizeof(*unit.program));
	if (unit.program)
		unit.program->label = strdup(text->name ? text->name : text->text);
	if (!unit.program || !unit.program->label) {
		dt_set_error(hdl, EDT_NOMEM, NULL);
	} else if (!run(&unit, hdl, text, argc, argv)) {
		unit.program->cflags = unit.cflags;
		dt_debug(hdl, "compiled %s: %u clause%s", unit.program->label,
			 unit.program->clause_count, unit.program->clause_count == 1 ? "" : "s");
		unit.program->next = hdl->programs;
		hdl->programs = unit.program;
		return unit.program;
	}
	if (unit.program)
		dt_program_destroy(unit.program);
	return NULL;
}

/* --- public --- */

dtrace_prog_t *dtrace_program_strcompile(dtrace_hdl_t *hdl, const char *text,
					 dtrace_probespec_t spec, unsigned int cflags, int argc,
					 char *const argv[])
{
	struct dt_text source = {.text = (char *)text, .size = strlen(text)};

	return compile_program(hdl, &source, spec, cflags, argc, argv);
}

dtrace_prog_t *dtrace_program_fcompile(dtrace_hdl_t *hdl, FILE *file, unsigned int cflags, int argc,
				       char *const argv[])
{
	struct dt_text source = {.name = argc > 0 ? argv[0] : "script"};
	bool cpp = (cflags | hdl->compile.cflags) & DTRACE_C_CPP;
	dtrace_prog_t *program = NULL;

	if (cpp ? dt_source_preprocess(hdl, file, &source) : dt_source_read(hdl, file, &source))
		return NULL;
	program = compile_program(hdl, &source, DTRACE_PROBESPEC_NONE, cflags, argc, argv);
	free(source.text);
	return program;
}

/* --- what a program is --- */

static uint64_t count_matches(struct dtrace_hdl *hdl, const struct dtrace_probe_desc *desc)
{
	struct dtrace_ioc_probes probes = {
		.pattern = *desc, .start = 1, .flags = DTRACE_PROBES_COUNT};

	if (!hdl->backend || hdl->backend->control(hdl->connection, DTRACEIOC_PROBES, &probes))
		return 0;
	return probes.count;
}

static bool is_recording(const struct dt_action *action)
{
	return action->kind != DTRACEACT_WEIGHT && action->kind != DTRACEACT_SPECULATE &&
	       action->kind != DTRACEACT_COMMIT && action->kind != DTRACEACT_DISCARD &&
	       !(action->kind == DTRACEACT_DIFEXPR && action->difo && !action->difo->result.size);
}

static void count_actions(const struct dt_clause *clause, dtrace_proginfo_t *info)
{
	uint32_t last = 0;

	for (const struct dt_action *action = clause->actions; action; action = action->next) {
		if (DTRACEACT_IS_AGG(action->kind))
			info->aggregates++;
		else if (is_recording(action) && action->statement != last)
			info->recgens++;
		if (is_recording(action))
			last = action->statement;
	}
}

void dtrace_program_info(dtrace_hdl_t *hdl, dtrace_prog_t *program, dtrace_proginfo_t *info)
{
	memset(info, 0, sizeof(*info));
	info->descattr = info->stmtattr = dt_attribute_stable;
	for (const struct dt_clause *clause = program->clauses; clause; clause = clause->next) {
		info->descattr = dt_attribute_min(info->descattr, clause->probe_attribute);
		info->stmtattr = dt_attribute_min(info->stmtattr, clause->statement_attribute);
		count_actions(clause, info);
		for (uint32_t i = 0; i < clause->probe_count; i++)
			info->matches += count_matches(hdl, &clause->probes[i]);
	}
}
