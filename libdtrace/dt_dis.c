/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The listing of a DIF object that `dtrace -S` shows: one line per
 * instruction with what its indices stand for in a comment, then the table of variables. Accepts
 * any object, a damaged one too: an index outside its table is shown as a number only.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "dt_impl.h"
#include "dt_ir.h"

#define COMMENT_COLUMN 32

/* ORDER DIF_SUBR */
static const char *const subroutine_names[DIF_SUBR_MAX + 1] = {
	"rand",
	"mutex_owned",
	"mutex_owner",
	"mutex_type_adaptive",
	"mutex_type_spin",
	"rw_read_held",
	"rw_write_held",
	"rw_iswriter",
	"copyin",
	"copyinstr",
	"speculation",
	"progenyof",
	"strlen",
	"copyout",
	"copyoutstr",
	"alloca",
	"bcopy",
	"copyinto",
	"msgdsize",
	"msgsize",
	"getmajor",
	"getminor",
	"ddi_pathname",
	"strjoin",
	"lltostr",
	"basename",
	"dirname",
	"cleanpath",
	"strchr",
	"strrchr",
	"strstr",
	"strtok",
	"substr",
	"index",
	"rindex",
	"htons",
	"htonl",
	"htonll",
	"ntohs",
	"ntohl",
	"ntohll",
	"inet_ntop",
	"inet_ntoa",
	"inet_ntoa6",
	"toupper",
	"tolower",
	"memref",
	"sx_shared_held",
	"sx_exclusive_held",
	"sx_isexclusive",
	"memstr",
	"getf",
	"json",
	"strtoll",
	"d_path",
	"link_ntop",
};

static const struct {
	uint32_t id;
	const char *name;
} builtin_names[] = {
	{DIF_VAR_ARGS, "args"},
	{DIF_VAR_REGS, "regs"},
	{DIF_VAR_UREGS, "uregs"},
	{DIF_VAR_VMREGS, "vmregs"},
	{DIF_VAR_CURTHREAD, "curthread"},
	{DIF_VAR_TIMESTAMP, "timestamp"},
	{DIF_VAR_VTIMESTAMP, "vtimestamp"},
	{DIF_VAR_IPL, "ipl"},
	{DIF_VAR_EPID, "epid"},
	{DIF_VAR_ID, "id"},
	{DIF_VAR_STACKDEPTH, "stackdepth"},
	{DIF_VAR_CALLER, "caller"},
	{DIF_VAR_PROBEPROV, "probeprov"},
	{DIF_VAR_PROBEMOD, "probemod"},
	{DIF_VAR_PROBEFUNC, "probefunc"},
	{DIF_VAR_PROBENAME, "probename"},
	{DIF_VAR_PID, "pid"},
	{DIF_VAR_TID, "tid"},
	{DIF_VAR_EXECNAME, "execname"},
	{DIF_VAR_ZONENAME, "zonename"},
	{DIF_VAR_WALLTIMESTAMP, "walltimestamp"},
	{DIF_VAR_USTACKDEPTH, "ustackdepth"},
	{DIF_VAR_UCALLER, "ucaller"},
	{DIF_VAR_PPID, "ppid"},
	{DIF_VAR_UID, "uid"},
	{DIF_VAR_GID, "gid"},
	{DIF_VAR_ERRNO, "errno"},
	{DIF_VAR_EXECARGS, "execargs"},
	{DIF_VAR_JID, "jid"},
	{DIF_VAR_JAILNAME, "jailname"},
	{DIF_VAR_CPU, "cpu"},
};

struct listing {
	const struct dt_difo *difo;
	FILE *out;
	int column; /* within the instruction's text */
};

static void put(struct listing *l, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct listing *l, const char *format, ...)
{
	va_list arguments;
	int n;

	va_start(arguments, format);
	n = vfprintf(l->out, format, arguments);
	va_end(arguments);
	if (n > 0)
		l->column += n;
}

static void start_comment(struct listing *l)
{
	put(l, "%*s! ", l->column < COMMENT_COLUMN ? COMMENT_COLUMN - l->column : 1, "");
}

static const char *string_at(const struct dt_difo *difo, uint32_t offset)
{
	if (offset >= difo->string_size ||
	    memchr(difo->strings + offset, '\0', difo->string_size - offset) == NULL)
		return NULL;
	return difo->strings + offset;
}

static void put_quoted(struct listing *l, const char *s)
{
	put(l, "\"");
	for (; *s != '\0'; s++) {
		if (*s == '\n')
			put(l, "\\n");
		else if (*s == '\t')
			put(l, "\\t");
		else if (*s == '"' || *s == '\\')
			put(l, "\\%c", *s);
		else if (isprint((unsigned char)*s))
			put(l, "%c", *s);
		else
			put(l, "\\%03o", (unsigned char)*s);
	}
	put(l, "\"");
}

static const char *builtin_name(uint32_t id)
{
	static const char *const arguments[] = {"arg0", "arg1", "arg2", "arg3", "arg4",
						"arg5", "arg6", "arg7", "arg8", "arg9"};
	size_t i;

	if (id >= DIF_VAR_ARG0 && id <= DIF_VAR_ARG9)
		return arguments[id - DIF_VAR_ARG0];
	for (i = 0; i < sizeof(builtin_names) / sizeof(builtin_names[0]); i++)
		if (builtin_names[i].id == id)
			return builtin_names[i].name;
	return NULL;
}

static const char *variable_name(const struct dt_difo *difo, uint32_t id, int scope)
{
	uint32_t i;

	for (i = 0; i < difo->variable_count; i++)
		if (difo->variables[i].id == id && difo->variables[i].scope == scope)
			return string_at(difo, difo->variables[i].name);
	return scope == DIF_SCOPE_GLOBAL ? builtin_name(id) : NULL;
}

static void comment_variable(struct listing *l, int op, uint32_t id)
{
	static const char *const prefixes[] = {"", "self->", "this->"};
	int scope = dt_op_scope(op);
	const char *name = variable_name(l->difo, id, scope);

	if (name == NULL)
		return;
	start_comment(l);
	put(l, "%s%s", prefixes[scope], name);
}

static void comment_integer(struct listing *l, uint32_t index)
{
	if (index >= l->difo->integer_count)
		return;
	start_comment(l);
	for (uint32_t i = 0; i < l->difo->link_count; i++)
		if (l->difo->links[i].integer == index) {
			put(l, "%s", l->difo->links[i].symbol);
			return;
		}
	put(l, "0x%" PRIx64, l->difo->integers[index]);
}

static void comment_string(struct listing *l, uint32_t offset)
{
	const char *string = string_at(l->difo, offset);

	if (string == NULL)
		return;
	start_comment(l);
	put_quoted(l, string);
}

static void comment_subroutine(struct listing *l, uint32_t id)
{
	if (id > DIF_SUBR_MAX)
		return;
	start_comment(l);
	put(l, "%s", subroutine_names[id]);
}

static void put_instruction(struct listing *l, uint32_t word)
{
	uint32_t op = DIF_INSTR_OP(word), r1 = DIF_INSTR_R1(word), r2 = DIF_INSTR_R2(word);
	uint32_t rd = DIF_INSTR_RD(word), wide = DIF_INSTR_WIDE(word);
	const char *name;

	if (op == DT_IR_LABEL || op > DIF_OP_MAX) {
		put(l, "??? (%u)", op);
		return;
	}
	name = dt_operations[op].name;
	switch (dt_operations[op].form) {
	case DT_FORM_NONE:
	case DT_FORM_LABEL:
	case DT_FORM_OTHER:
		put(l, "%s", name);
		break;
	case DT_FORM_THREE:
		put(l, "%-4s %%r%u, %%r%u, %%r%u", name, r1, r2, rd);
		break;
	case DT_FORM_TWO:
		put(l, "%-4s %%r%u, %%r%u", name, r1, rd);
		break;
	case DT_FORM_COMPARE:
		put(l, "%-4s %%r%u, %%r%u", name, r1, r2);
		break;
	case DT_FORM_TEST:
		put(l, "%-4s %%r%u", name, r1);
		break;
	case DT_FORM_BRANCH:
		put(l, "%-4s %u", name, DIF_INSTR_LABEL(word));
		break;
	case DT_FORM_LOAD:
	case DT_FORM_ALLOCATE:
		put(l,
		    dt_operations[op].form == DT_FORM_LOAD ? "%-4s [%%r%u], %%r%u"
							   : "%-4s %%r%u, %%r%u",
		    name, r1, rd);
		break;
	case DT_FORM_STORE:
		put(l, "%-4s %%r%u, [%%r%u]", name, r1, rd);
		break;
	case DT_FORM_RETURN:
		put(l, "%-4s %%r%u", name, rd);
		break;
	case DT_FORM_INTEGER:
		put(l, "%-4s DT_INTEGER[%u], %%r%u", name, wide, rd);
		comment_integer(l, wide);
		break;
	case DT_FORM_STRING:
		put(l, "%-4s DT_STRING[%u], %%r%u", name, wide, rd);
		comment_string(l, wide);
		break;
	case DT_FORM_ELEMENT:
		put(l, "%-4s DT_VAR(%u), %%r%u, %%r%u", name, r1, r2, rd);
		comment_variable(l, (int)op, r1);
		break;
	case DT_FORM_GET:
		put(l, "%-4s DT_VAR(%u), %%r%u", name, wide, rd);
		comment_variable(l, (int)op, wide);
		break;
	case DT_FORM_PUT:
		put(l, "%-4s %%r%u, DT_VAR(%u)", name, rd, wide);
		comment_variable(l, (int)op, wide);
		break;
	case DT_FORM_CALL:
		put(l, "%-4s DIF_SUBR(%u), %%r%u", name, wide, rd);
		comment_subroutine(l, wide);
		break;
	case DT_FORM_PUSH_REF:
		put(l, "%-4s DT_TYPE(%u), %%r%u, %%r%u", name, r1, r2, rd);
		start_comment(l);
		put(l, r1 == DIF_KIND_STRING ? "string" : "data");
		break;
	case DT_FORM_PUSH:
		put(l, "%-4s %%r%u", name, rd);
		break;
	case DT_FORM_COPY:
		put(l, "%-4s %%r%u, %%r%u, %%r%u", name, r1, r2, rd);
		break;
	}
}

static void put_type(FILE *out, const struct dif_type *type)
{
	if (type->kind == DIF_KIND_STRING)
		fputs("string", out);
	else
		fputs(type->flags & DIF_TYPE_SIGNED ? "signed" : "D type", out);
	if (type->flags & DIF_TYPE_BYREF)
		fputs(" by ref", out);
	if (type->flags & DIF_TYPE_BYUREF)
		fputs(" by user ref", out);
	fprintf(out, " (size %u)", type->size);
}

static void put_variable(struct listing *l, const struct dif_variable *v)
{
	static const char *const kinds[] = {"arr", "scl"};
	static const char *const scopes[] = {"glb", "tls", "loc"};
	const char *name = string_at(l->difo, v->name);

	fprintf(l->out, "%-16s %-4x %-3s %-3s %s%-*s ", name != NULL ? name : "?", v->id,
		v->kind <= DIF_VAR_SCALAR ? kinds[v->kind] : "???",
		v->scope <= DIF_SCOPE_LOCAL ? scopes[v->scope] : "???",
		v->flags & DIF_VARF_REF ? "r" : "", v->flags & DIF_VARF_REF ? 3 : 4,
		v->flags & DIF_VARF_MOD ? "w" : "");
	put_type(l->out, &v->type);
	fputc('\n', l->out);
}

static void put_variables(struct listing *l)
{
	uint32_t i;

	if (l->difo->variable_count == 0)
		return;
	fprintf(l->out, "\n%-16s %-4s %-3s %-3s %-4s %s\n", "NAME", "ID", "KND", "SCP", "FLAG",
		"TYPE");
	for (i = 0; i < l->difo->variable_count; i++)
		put_variable(l, &l->difo->variables[i]);
}

void dt_disassemble(const struct dt_difo *difo, FILE *out)
{
	struct listing l = {.difo = difo, .out = out};
	uint32_t i;

	fputs("\nDIFO returns ", out);
	put_type(out, &difo->result);
	fprintf(out, "\n%-3s %-8s    %s\n", "OFF", "OPCODE", "INSTRUCTION");
	for (i = 0; i < difo->text_count; i++) {
		fprintf(out, "%02u: %08x    ", i, difo->text[i]);
		l.column = 0;
		put_instruction(&l, difo->text[i]);
		fputc('\n', out);
	}
	put_variables(&l);
}

/* The predicate, then the actions' objects in order. */
void dt_disassemble_clause(const struct dt_clause *clause, FILE *out)
{
	const struct dt_action *action;

	if (clause->predicate != NULL)
		dt_disassemble(clause->predicate, out);
	for (action = clause->actions; action != NULL; action = action->next)
		if (action->difo != NULL)
			dt_disassemble(action->difo, out);
}

const char *dtrace_subrstr(dtrace_hdl_t *hdl, int subroutine)
{
	return subroutine >= 0 && subroutine <= DIF_SUBR_MAX ? subroutine_names[subroutine] : NULL;
}
