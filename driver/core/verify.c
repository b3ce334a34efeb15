/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The DIF verifier. Pure functions, any context.
 *
 * Each opcode has a row that says what each of its operand fields must be; the
 * check of an instruction is the check of its row. What passes runs forward only and ends in a ret,
 * writes only registers 1..7, and names only integers, strings, variables and
 * subroutines that exist. The interpreter relies on all of it.
 */
#include "message.h"
#include "run.h"

enum field {
	ZERO, /* must be zero */
	REG,  /* a register, read */
	DEST, /* a register, written: not r0 */
	PART  /* part of a wider operand, checked there */
};

enum operand {
	NONE,
	LABEL,	       /* bits 0-23: a later instruction */
	INTEGER,       /* bits 8-23: index in inttab */
	STRING,	       /* bits 8-23: offset in strtab */
	SUBROUTINE,    /* bits 8-23 */
	BUILTIN_ARRAY, /* r1 */
	GLOBAL_LOAD,   /* bits 8-23: variables … */
	GLOBAL_STORE,
	THREAD,
	LOCAL,
	GLOBAL_ARRAY,
	THREAD_ARRAY,
	NO_THREAD_ARRAY, /* ldta: there are no built-in thread arrays */
	KIND,		 /* r1: DIF_KIND_* */
	UNRESOLVED	 /* xlate, xlarg: the compiler should have replaced it */
};

struct rule {
	const char *name;
	uint8_t r1, r2, rd; /* enum field */
	uint8_t operand;    /* enum operand */
};

#define ARITHMETIC(name)                   \
	{                                  \
		name, REG, REG, DEST, NONE \
	}
#define BRANCH(name)                          \
	{                                     \
		name, PART, PART, PART, LABEL \
	}
#define LOAD(name)                          \
	{                                   \
		name, REG, ZERO, DEST, NONE \
	}
#define STORE(name)                        \
	{                                  \
		name, REG, ZERO, REG, NONE \
	}

/* ORDER DIF_OP */
static const struct rule rules[DIF_OP_MAX + 1] = {
	[DIF_OP_OR] = ARITHMETIC("or"),
	[DIF_OP_XOR] = ARITHMETIC("xor"),
	[DIF_OP_AND] = ARITHMETIC("and"),
	[DIF_OP_SLL] = ARITHMETIC("sll"),
	[DIF_OP_SRL] = ARITHMETIC("srl"),
	[DIF_OP_SUB] = ARITHMETIC("sub"),
	[DIF_OP_ADD] = ARITHMETIC("add"),
	[DIF_OP_MUL] = ARITHMETIC("mul"),
	[DIF_OP_SDIV] = ARITHMETIC("sdiv"),
	[DIF_OP_UDIV] = ARITHMETIC("udiv"),
	[DIF_OP_SREM] = ARITHMETIC("srem"),
	[DIF_OP_UREM] = ARITHMETIC("urem"),
	[DIF_OP_NOT] = {"not", REG, ZERO, DEST, NONE},
	[DIF_OP_MOV] = {"mov", REG, ZERO, DEST, NONE},
	[DIF_OP_CMP] = {"cmp", REG, REG, ZERO, NONE},
	[DIF_OP_TST] = {"tst", REG, ZERO, ZERO, NONE},
	[DIF_OP_BA] = BRANCH("ba"),
	[DIF_OP_BE] = BRANCH("be"),
	[DIF_OP_BNE] = BRANCH("bne"),
	[DIF_OP_BG] = BRANCH("bg"),
	[DIF_OP_BGU] = BRANCH("bgu"),
	[DIF_OP_BGE] = BRANCH("bge"),
	[DIF_OP_BGEU] = BRANCH("bgeu"),
	[DIF_OP_BL] = BRANCH("bl"),
	[DIF_OP_BLU] = BRANCH("blu"),
	[DIF_OP_BLE] = BRANCH("ble"),
	[DIF_OP_BLEU] = BRANCH("bleu"),
	[DIF_OP_LDSB] = LOAD("ldsb"),
	[DIF_OP_LDSH] = LOAD("ldsh"),
	[DIF_OP_LDSW] = LOAD("ldsw"),
	[DIF_OP_LDUB] = LOAD("ldub"),
	[DIF_OP_LDUH] = LOAD("lduh"),
	[DIF_OP_LDUW] = LOAD("lduw"),
	[DIF_OP_LDX] = LOAD("ldx"),
	[DIF_OP_RET] = {"ret", ZERO, ZERO, REG, NONE},
	[DIF_OP_NOP] = {"nop", ZERO, ZERO, ZERO, NONE},
	[DIF_OP_SETX] = {"setx", PART, PART, DEST, INTEGER},
	[DIF_OP_SETS] = {"sets", PART, PART, DEST, STRING},
	[DIF_OP_SCMP] = {"scmp", REG, REG, ZERO, NONE},
	[DIF_OP_LDGA] = {"ldga", PART, REG, DEST, BUILTIN_ARRAY},
	[DIF_OP_LDGS] = {"ldgs", PART, PART, DEST, GLOBAL_LOAD},
	[DIF_OP_STGS] = {"stgs", PART, PART, REG, GLOBAL_STORE},
	[DIF_OP_LDTA] = {"ldta", PART, REG, DEST, NO_THREAD_ARRAY},
	[DIF_OP_LDTS] = {"ldts", PART, PART, DEST, THREAD},
	[DIF_OP_STTS] = {"stts", PART, PART, REG, THREAD},
	[DIF_OP_SRA] = ARITHMETIC("sra"),
	[DIF_OP_CALL] = {"call", PART, PART, DEST, SUBROUTINE},
	[DIF_OP_PUSHTR] = {"pushtr", PART, REG, REG, KIND},
	[DIF_OP_PUSHTV] = {"pushtv", PART, REG, REG, KIND},
	[DIF_OP_POPTS] = {"popts", ZERO, ZERO, ZERO, NONE},
	[DIF_OP_FLUSHTS] = {"flushts", ZERO, ZERO, ZERO, NONE},
	[DIF_OP_LDGAA] = {"ldgaa", PART, PART, DEST, GLOBAL_ARRAY},
	[DIF_OP_LDTAA] = {"ldtaa", PART, PART, DEST, THREAD_ARRAY},
	[DIF_OP_STGAA] = {"stgaa", PART, PART, REG, GLOBAL_ARRAY},
	[DIF_OP_STTAA] = {"sttaa", PART, PART, REG, THREAD_ARRAY},
	[DIF_OP_LDLS] = {"ldls", PART, PART, DEST, LOCAL},
	[DIF_OP_STLS] = {"stls", PART, PART, REG, LOCAL},
	[DIF_OP_ALLOCS] = {"allocs", REG, ZERO, DEST, NONE},
	[DIF_OP_COPYS] = {"copys", REG, REG, REG, NONE},
	[DIF_OP_STB] = STORE("stb"),
	[DIF_OP_STH] = STORE("sth"),
	[DIF_OP_STW] = STORE("stw"),
	[DIF_OP_STX] = STORE("stx"),
	[DIF_OP_ULDSB] = LOAD("uldsb"),
	[DIF_OP_ULDSH] = LOAD("uldsh"),
	[DIF_OP_ULDSW] = LOAD("uldsw"),
	[DIF_OP_ULDUB] = LOAD("uldub"),
	[DIF_OP_ULDUH] = LOAD("ulduh"),
	[DIF_OP_ULDUW] = LOAD("ulduw"),
	[DIF_OP_ULDX] = LOAD("uldx"),
	[DIF_OP_RLDSB] = LOAD("rldsb"),
	[DIF_OP_RLDSH] = LOAD("rldsh"),
	[DIF_OP_RLDSW] = LOAD("rldsw"),
	[DIF_OP_RLDUB] = LOAD("rldub"),
	[DIF_OP_RLDUH] = LOAD("rlduh"),
	[DIF_OP_RLDUW] = LOAD("rlduw"),
	[DIF_OP_RLDX] = LOAD("rldx"),
	[DIF_OP_XLATE] = {"xlate", PART, PART, PART, UNRESOLVED},
	[DIF_OP_XLARG] = {"xlarg", PART, PART, PART, UNRESOLVED},
};

struct verifier {
	const struct dtrace_difo *difo;
	char *message;
	size_t size;
	uint32_t pc;
};

static int refuse(struct verifier *v, const char *why, uint32_t value)
{
	uint32_t op = DIF_INSTR_OP(v->difo->text[v->pc]);
	const char *name = op <= DIF_OP_MAX ? rules[op].name : NULL;

	dtrace_message(v->message, v->size, "DIF instruction %u (%s): %s (%u)", v->pc,
		       name != NULL ? name : "?", why, value);
	return -EINVAL;
}

static int refuse_object(struct verifier *v, const char *why, uint32_t value)
{
	dtrace_message(v->message, v->size, "DIF object: %s (%u)", why, value);
	return -EINVAL;
}

static int check_field(struct verifier *v, enum field field, uint32_t value)
{
	switch (field) {
	case ZERO:
		return value == 0 ? 0 : refuse(v, "reserved bits are set", value);
	case DEST:
		if (value == 0)
			return refuse(v, "register 0 cannot be written", value);
		/* fall through */
	case REG:
		return value < DIF_INT_REGS ? 0 : refuse(v, "no such register", value);
	case PART:
		break;
	}
	return 0;
}

static const struct dif_variable *find_variable(const struct dtrace_difo *difo, unsigned int scope,
						uint32_t id)
{
	uint32_t i;

	for (i = 0; i < difo->variable_count; i++)
		if (difo->variables[i].id == id && difo->variables[i].scope == scope)
			return &difo->variables[i];
	return NULL;
}

static bool user_id(const struct dif_variable *variable)
{
	if (variable->id >= DIF_VAR_USER_FIRST)
		return variable->id <= DIF_VAR_LAST;
	return variable->kind == DIF_VAR_ARRAY && variable->id >= DIF_VAR_ARRAY_USER_FIRST &&
	       variable->id < DIF_VAR_CURTHREAD;
}

/* A mention of a built-in variable has no storage, in whatever scope the table puts it. */
static int check_variable(struct verifier *v, unsigned int scope, unsigned int kind, uint32_t id)
{
	const struct dif_variable *variable = find_variable(v->difo, scope, id);

	if (variable == NULL)
		return refuse(v, "variable is not in the variable table", id);
	if (variable->kind != kind)
		return refuse(v,
			      kind == DIF_VAR_ARRAY ? "variable is not an array"
						    : "variable is not a scalar",
			      id);
	if (!user_id(variable))
		return refuse(v, "built-in variable has no storage", id);
	return 0;
}

static int check_label(struct verifier *v, uint32_t label)
{
	if (label >= v->difo->text_count)
		return refuse(v, "branch leaves the object", label);
	if (label <= v->pc)
		return refuse(v, "branch goes backwards", label);
	return 0;
}

static int check_global_load(struct verifier *v, uint32_t id)
{
	if (id >= DIF_VAR_USER_FIRST)
		return check_variable(v, DIF_SCOPE_GLOBAL, DIF_VAR_SCALAR, id);
	return dtrace_builtin_known(id) ? 0 : refuse(v, "no such built-in variable", id);
}

static int check_global_store(struct verifier *v, uint32_t id)
{
	if (id < DIF_VAR_USER_FIRST)
		return refuse(v, "built-in variables cannot be assigned", id);
	return check_variable(v, DIF_SCOPE_GLOBAL, DIF_VAR_SCALAR, id);
}

static int check_operand(struct verifier *v, enum operand operand, uint32_t instruction)
{
	uint32_t wide = DIF_INSTR_WIDE(instruction), r1 = DIF_INSTR_R1(instruction);

	switch (operand) {
	case NONE:
		return 0;
	case LABEL:
		return check_label(v, DIF_INSTR_LABEL(instruction));
	case INTEGER:
		return wide < v->difo->integer_count ? 0 : refuse(v, "no such integer", wide);
	case STRING:
		return wide < v->difo->string_size ? 0 : refuse(v, "no such string", wide);
	case SUBROUTINE:
		return wide <= DIF_SUBR_MAX ? 0 : refuse(v, "no such subroutine", wide);
	case BUILTIN_ARRAY:
		return r1 <= DIF_VAR_UREGS ? 0 : refuse(v, "no such built-in array", r1);
	case GLOBAL_LOAD:
		return check_global_load(v, wide);
	case GLOBAL_STORE:
		return check_global_store(v, wide);
	case THREAD:
		return check_variable(v, DIF_SCOPE_THREAD, DIF_VAR_SCALAR, wide);
	case LOCAL:
		return check_variable(v, DIF_SCOPE_LOCAL, DIF_VAR_SCALAR, wide);
	case GLOBAL_ARRAY:
		return check_variable(v, DIF_SCOPE_GLOBAL, DIF_VAR_ARRAY, wide);
	case THREAD_ARRAY:
		return check_variable(v, DIF_SCOPE_THREAD, DIF_VAR_ARRAY, wide);
	case NO_THREAD_ARRAY:
		return refuse(v, "no such built-in array", r1);
	case KIND:
		return r1 <= DIF_KIND_STRING ? 0 : refuse(v, "no such kind of value", r1);
	case UNRESOLVED:
		break;
	}
	return refuse(v, "translation was not resolved", wide);
}

static int check_instruction(struct verifier *v)
{
	uint32_t instruction = v->difo->text[v->pc];
	uint32_t op = DIF_INSTR_OP(instruction);
	const struct rule *rule;
	int error;

	if (op == 0 || op > DIF_OP_MAX)
		return refuse(v, "no such opcode", op);
	rule = &rules[op];
	error = check_field(v, rule->r1, DIF_INSTR_R1(instruction));
	if (error == 0)
		error = check_field(v, rule->r2, DIF_INSTR_R2(instruction));
	if (error == 0)
		error = check_field(v, rule->rd, DIF_INSTR_RD(instruction));
	if (error == 0)
		error = check_operand(v, rule->operand, instruction);
	return error;
}

static bool power_of_two_up_to_8(uint32_t size)
{
	return size == 1 || size == 2 || size == 4 || size == 8;
}

static int check_result(struct verifier *v)
{
	const struct dif_type *type = &v->difo->result;

	if (type->kind > DIF_KIND_STRING)
		return refuse_object(v, "result is of no known kind", type->kind);
	if (type->flags & ~(DIF_TYPE_BYREF | DIF_TYPE_BYUREF | DIF_TYPE_SIGNED | DIF_TYPE_STORAGE))
		return refuse_object(v, "result has unknown flags", type->flags);
	if (type->flags & (DIF_TYPE_BYREF | DIF_TYPE_BYUREF)) {
		if (type->size > DTRACE_RESULT_MAX)
			return refuse_object(v, "result is too large", type->size);
	} else if (type->kind == DIF_KIND_STRING) {
		return refuse_object(v, "a string result must be by reference", type->size);
	} else if (type->size != 0 && !power_of_two_up_to_8(type->size)) {
		return refuse_object(v, "result has an impossible size", type->size);
	}
	return 0;
}

static int refuse_variable(struct verifier *v, uint32_t index, const char *why, uint32_t value)
{
	dtrace_message(v->message, v->size, "DIF variable %u (id %u): %s (%u)", index,
		       v->difo->variables[index].id, why, value);
	return -EINVAL;
}

static int check_variable_type(struct verifier *v, uint32_t index)
{
	const struct dif_type *type = &v->difo->variables[index].type;

	if (type->kind > DIF_KIND_STRING)
		return refuse_variable(v, index, "unknown kind of type", type->kind);
	if (type->flags & ~(DIF_TYPE_BYREF | DIF_TYPE_SIGNED | DIF_TYPE_STORAGE))
		return refuse_variable(v, index, "unknown type flags", type->flags);
	if (type->kind == DIF_KIND_STRING && !(type->flags & DIF_TYPE_BYREF))
		return refuse_variable(v, index, "a string must be by reference", type->size);
	if (type->flags & DIF_TYPE_BYREF) {
		if (type->kind == DIF_KIND_CTF &&
		    (type->size == 0 || type->size > DTRACE_STATIC_MAX))
			return refuse_variable(v, index, "impossible size", type->size);
		if (type->size > DTRACE_STRSIZE_MAX)
			return refuse_variable(v, index, "impossible size", type->size);
	} else if (!power_of_two_up_to_8(type->size)) {
		return refuse_variable(v, index, "impossible size", type->size);
	}
	return 0;
}

static int check_variable_entry(struct verifier *v, uint32_t index)
{
	const struct dif_variable *variable = &v->difo->variables[index];

	if (variable->name >= v->difo->string_size)
		return refuse_variable(v, index, "name is not in the string table", variable->name);
	if (variable->scope > DIF_SCOPE_LOCAL)
		return refuse_variable(v, index, "unknown scope", variable->scope);
	if (variable->kind > DIF_VAR_SCALAR)
		return refuse_variable(v, index, "unknown kind", variable->kind);
	if (variable->id < DIF_VAR_USER_FIRST && !user_id(variable))
		return 0; /* a mention of a built-in variable */
	if (!user_id(variable))
		return refuse_variable(v, index, "impossible id", variable->id);
	if (variable->flags & ~(DIF_VARF_REF | DIF_VARF_MOD))
		return refuse_variable(v, index, "unknown flags", variable->flags);
	if (variable->kind == DIF_VAR_ARRAY && variable->scope == DIF_SCOPE_LOCAL)
		return refuse_variable(v, index, "clause-local arrays do not exist", variable->id);
	if (find_variable(v->difo, variable->scope, variable->id) != variable)
		return refuse_variable(v, index, "is in the table twice", variable->id);
	return check_variable_type(v, index);
}

static int check_tables(struct verifier *v)
{
	const struct dtrace_difo *difo = v->difo;
	uint64_t bytes = (uint64_t)difo->text_count * sizeof(uint32_t) +
			 (uint64_t)difo->integer_count * sizeof(uint64_t) + difo->string_size +
			 (uint64_t)difo->variable_count * sizeof(struct dif_variable);
	uint32_t i;
	int error = 0;

	if (bytes > DTRACE_DIFO_MAX)
		return refuse_object(v, "object is too large",
				     (uint32_t)DTRACE_MIN(bytes, UINT32_MAX));
	if (difo->text_count == 0)
		return refuse_object(v, "object has no instructions", 0);
	if (difo->string_size != 0 && difo->strings[difo->string_size - 1] != '\0')
		return refuse_object(v, "string table does not end in NUL", difo->string_size);
	if (difo->variable_count > DTRACE_DIF_VARIABLES_MAX)
		return refuse_object(v, "too many variables", difo->variable_count);
	for (i = 0; i < difo->variable_count && error == 0; i++)
		error = check_variable_entry(v, i);
	return error != 0 ? error : check_result(v);
}

int dtrace_dif_verify(const struct dtrace_difo *difo, char *message, size_t size)
{
	struct verifier v = {difo, message, size, 0};
	int error = check_tables(&v);

	for (; v.pc < difo->text_count && error == 0; v.pc++)
		error = check_instruction(&v);
	if (error != 0)
		return error;
	v.pc = difo->text_count - 1;
	if (DIF_INSTR_OP(difo->text[v.pc]) != DIF_OP_RET)
		return refuse(&v, "the last instruction is not ret", v.pc);
	return 0;
}

unsigned int dtrace_dif_facts(const struct dtrace_difo *difo)
{
	unsigned int facts = 0;
	uint32_t pc;

	for (pc = 0; pc < difo->text_count; pc++) {
		uint32_t subroutine = DIF_INSTR_WIDE(difo->text[pc]);

		if (DIF_INSTR_OP(difo->text[pc]) != DIF_OP_CALL)
			continue;
		if (subroutine == DIF_SUBR_COPYOUT || subroutine == DIF_SUBR_COPYOUTSTR)
			facts |= DTRACE_DIF_DESTRUCTIVE;
		if (subroutine == DIF_SUBR_SPECULATION)
			facts |= DTRACE_DIF_SPECULATES;
	}
	return facts;
}
