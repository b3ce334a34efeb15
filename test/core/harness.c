/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* See harness.h. */
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>

/* --- DIF --------------------------------------------------------------- */

void asm_start(struct assembly *a)
{
	memset(a, 0, sizeof(*a));
	a->string_size = 1;
	a->result.size = 8;
}

void asm_op(struct assembly *a, uint32_t instruction)
{
	assert_true(a->count < ASM_WORDS);
	a->text[a->count++] = instruction;
}

void asm_rrr(struct assembly *a, unsigned int op, unsigned int r1, unsigned int r2, unsigned int rd)
{
	asm_op(a, DIF_INSTR_FMT(op, r1, r2, rd));
}

void asm_wide(struct assembly *a, unsigned int op, unsigned int index, unsigned int rd)
{
	asm_op(a, DIF_INSTR_WIDE_FMT(op, index, rd));
}

void asm_set(struct assembly *a, unsigned int rd, uint64_t value)
{
	assert_true(a->integer_count < 64);
	a->integers[a->integer_count] = value;
	asm_wide(a, DIF_OP_SETX, a->integer_count++, rd);
}

void asm_string(struct assembly *a, unsigned int rd, const char *text)
{
	assert_true(a->string_size + strlen(text) + 1 <= sizeof(a->strings));
	asm_wide(a, DIF_OP_SETS, a->string_size, rd);
	strcpy(a->strings + a->string_size, text);
	a->string_size += (uint32_t)strlen(text) + 1;
}

void asm_variable(struct assembly *a, unsigned int id, unsigned int kind, unsigned int scope,
		  unsigned int type_kind, uint32_t size)
{
	struct dif_variable *v = &a->variables[a->variable_count++];

	*v = (struct dif_variable){.id = id, .kind = (uint8_t)kind, .scope = (uint8_t)scope};
	v->type.kind = (uint8_t)type_kind;
	v->type.size = size != 0 ? size : 8;
	v->type.flags = size != 0 ? DIF_TYPE_BYREF : 0;
}

void asm_ret(struct assembly *a, unsigned int rd)
{
	asm_rrr(a, DIF_OP_RET, 0, 0, rd);
}

void asm_string_result(struct assembly *a)
{
	a->result = (struct dif_type){.kind = DIF_KIND_STRING, .flags = DIF_TYPE_BYREF};
}

struct dtrace_difo asm_difo(const struct assembly *a)
{
	return (struct dtrace_difo){.text = a->text,
				    .text_count = a->count,
				    .integers = a->integers,
				    .integer_count = a->integer_count,
				    .strings = a->strings,
				    .string_size = a->string_size,
				    .variables = a->variables,
				    .variable_count = a->variable_count,
				    .result = a->result};
}

/* --- DOF --------------------------------------------------------------- */

#define SECTIONS 256
#define CLAUSES	 32
#define ACTIONS	 64

struct test_clause {
	struct dof_probedesc probes[8];
	uint32_t probe_count;
	struct dof_actdesc actions[ACTIONS];
	uint32_t action_count;
	uint32_t predicate;
};

struct program {
	struct dof_section sections[SECTIONS];
	void *contents[SECTIONS];
	uint32_t section_count;
	char strings[16384]; /* section 0 */
	uint32_t string_size;
	struct dof_optdesc options[DTRACEOPT_MAX];
	uint32_t option_count;
	struct test_clause clauses[CLAUSES];
	uint32_t clause_count;
};

static uint32_t add_section(struct program *p, uint32_t type, uint32_t entry, const void *from,
			    size_t size)
{
	uint32_t number = p->section_count++;

	assert_true(number < SECTIONS);
	p->sections[number] = (struct dof_section){
		.type = type, .align = 8, .flags = DOF_SECF_LOAD, .entsize = entry, .size = size};
	p->contents[number] = malloc(size != 0 ? size : 1);
	memcpy(p->contents[number], from, size);
	return number;
}

struct program *program_create(void)
{
	struct program *p = calloc(1, sizeof(*p));

	p->section_count = 1;
	p->string_size = 1;
	return p;
}

static uint32_t add_string(struct program *p, const char *text, size_t length)
{
	uint32_t at = p->string_size;

	assert_true(at + length + 1 <= sizeof(p->strings));
	memcpy(p->strings + at, text, length);
	p->strings[at + length] = '\0';
	p->string_size += (uint32_t)length + 1;
	return at;
}

void program_option(struct program *p, uint32_t option, uint64_t value)
{
	p->options[p->option_count++] = (struct dof_optdesc){option, DOF_NO_SECTION, value};
}

uint32_t program_difo(struct program *p, const struct assembly *a)
{
	uint32_t header[2 + 4], links = 0;

	memcpy(header, &a->result, 8);
	header[2 + links++] = add_section(p, DOF_SECT_DIF, 4, a->text, a->count * 4);
	if (a->integer_count != 0)
		header[2 + links++] =
			add_section(p, DOF_SECT_INTTAB, 8, a->integers, a->integer_count * 8);
	header[2 + links++] = add_section(p, DOF_SECT_STRTAB, 0, a->strings, a->string_size);
	if (a->variable_count != 0)
		header[2 + links++] =
			add_section(p, DOF_SECT_VARTAB, sizeof(struct dif_variable), a->variables,
				    a->variable_count * sizeof(struct dif_variable));
	return add_section(p, DOF_SECT_DIFOHDR, 0, header, 8 + links * 4);
}

static struct test_clause *last_clause(struct program *p)
{
	return &p->clauses[p->clause_count - 1];
}

void program_description(struct program *p, const char *description)
{
	struct test_clause *clause = last_clause(p);
	struct dof_probedesc *probe = &clause->probes[clause->probe_count++];
	uint32_t *parts[4] = {&probe->provider, &probe->module, &probe->function, &probe->name};
	unsigned int i;

	for (i = 0; i < 4; i++) {
		size_t length = strcspn(description, ":");

		*parts[i] = add_string(p, description, length);
		description += length + (description[length] == ':');
	}
}

void program_clause(struct program *p, const char *description, uint32_t predicate)
{
	assert_true(p->clause_count < CLAUSES);
	p->clauses[p->clause_count++].predicate = predicate;
	program_description(p, description);
}

void program_action(struct program *p, uint32_t kind, uint32_t difo, uint64_t arg)
{
	struct test_clause *clause = last_clause(p);

	assert_true(clause->action_count < ACTIONS);
	clause->actions[clause->action_count++] =
		(struct dof_actdesc){.difo = difo,
				     .strtab = DOF_NO_SECTION,
				     .kind = kind,
				     .arg = arg,
				     .uarg = clause->action_count};
}

static struct dof_actdesc *last_action(struct program *p)
{
	struct test_clause *clause = last_clause(p);

	return &clause->actions[clause->action_count - 1];
}

void program_format(struct program *p, const char *format)
{
	last_action(p)->strtab = 0;
	last_action(p)->format = add_string(p, format, strlen(format));
}

void program_aggregation(struct program *p, uint32_t kind, uint32_t difo, uint64_t arg,
			 uint32_t keys, const char *name)
{
	program_action(p, kind, difo, arg);
	last_action(p)->ntuple = keys;
	last_action(p)->uarg |= 9ull << 32;
	last_action(p)->strtab = 0;
	last_action(p)->name = add_string(p, name, strlen(name));
}

static void add_clauses(struct program *p)
{
	struct dof_ecbdesc ecbs[CLAUSES];
	uint32_t i;

	memset(ecbs, 0, sizeof(ecbs));
	for (i = 0; i < p->clause_count; i++) {
		struct test_clause *clause = &p->clauses[i];

		ecbs[i].probes = add_section(p, DOF_SECT_PROBEDESC, sizeof(struct dof_probedesc),
					     clause->probes,
					     clause->probe_count * sizeof(struct dof_probedesc));
		ecbs[i].pred = clause->predicate;
		ecbs[i].actions = DOF_NO_SECTION;
		if (clause->action_count != 0)
			ecbs[i].actions = add_section(
				p, DOF_SECT_ACTDESC, sizeof(struct dof_actdesc), clause->actions,
				clause->action_count * sizeof(struct dof_actdesc));
	}
	add_section(p, DOF_SECT_ECBDESC, sizeof(struct dof_ecbdesc), ecbs,
		    p->clause_count * sizeof(*ecbs));
}

static uint64_t layout(struct program *p)
{
	uint64_t offset = sizeof(struct dof_header) + p->section_count * sizeof(struct dof_section);
	uint32_t i;

	for (i = 0; i < p->section_count; i++) {
		p->sections[i].offset = offset;
		offset += (p->sections[i].size + 7) & ~7ull;
	}
	return offset;
}

void *program_finish(struct program *p, size_t *size)
{
	static const uint8_t ident[DOF_ID_SIZE] = {
		0177,		'D',	       'O',	    'F',	  DOF_MODEL_LP64,
		DOF_ENCODE_LSB, DOF_VERSION_2, DIF_VERSION, DIF_INT_REGS, DIF_TUPLE_REGS};
	struct dof_header header = {.hdrsize = sizeof(header),
				    .secsize = sizeof(struct dof_section),
				    .secoff = sizeof(header)};
	uint8_t *image;
	uint32_t i;

	if (p->option_count != 0)
		add_section(p, DOF_SECT_OPTDESC, sizeof(struct dof_optdesc), p->options,
			    p->option_count * sizeof(struct dof_optdesc));
	if (p->clause_count != 0)
		add_clauses(p);
	p->sections[0] = (struct dof_section){.type = DOF_SECT_STRTAB,
					      .align = 1,
					      .flags = DOF_SECF_LOAD,
					      .size = p->string_size};
	p->contents[0] = malloc(p->string_size);
	memcpy(p->contents[0], p->strings, p->string_size);
	*size = layout(p);
	memcpy(header.ident, ident, sizeof(ident));
	header.secnum = p->section_count;
	header.loadsz = header.filesz = *size;
	image = calloc(1, *size);
	memcpy(image, &header, sizeof(header));
	memcpy(image + sizeof(header), p->sections, p->section_count * sizeof(struct dof_section));
	for (i = 0; i < p->section_count; i++) {
		memcpy(image + p->sections[i].offset, p->contents[i], p->sections[i].size);
		free(p->contents[i]);
	}
	free(p);
	return image;
}

/* --- provider and engine ----------------------------------------------- */

dtrace_id_t test_probe[3];
int test_enabled[3], test_commits;
bool test_refuses[3], test_partly[3];
struct dtrace_provider *test_provider;

static int index_of(dtrace_id_t id)
{
	int i;

	for (i = 0; i < 3; i++)
		if (test_probe[i] == id)
			return i;
	return -1;
}

static int test_enable(void *data, dtrace_id_t id, void *probe_data)
{
	if (index_of(id) >= 0 && test_refuses[index_of(id)])
		return -ENOMEM;
	if (index_of(id) >= 0)
		test_enabled[index_of(id)]++;
	return 0;
}

static void test_disable(void *data, dtrace_id_t id, void *probe_data)
{
	if (index_of(id) >= 0)
		test_enabled[index_of(id)]--;
}

static int test_commit(void *data)
{
	int i;

	test_commits++;
	for (i = 0; i < 3; i++)
		if (test_partly[i] && test_enabled[i])
			dtrace_probe_incomplete(test_probe[i]);
	return 0;
}

static uint64_t test_argument(void *data, dtrace_id_t id, void *probe_data,
			      const struct dtrace_firing *firing, unsigned int index)
{
	return 0xa00 + index;
}

static const struct dtrace_provider_ops test_ops = {.enable = test_enable,
						    .disable = test_disable,
						    .commit = test_commit,
						    .argument = test_argument};

int engine_setup(void **unused)
{
	static const char *const names[3] = {"one", "two", "three"};
	int i;

	fake_reset();
	memset(test_enabled, 0, sizeof(test_enabled));
	memset(test_refuses, 0, sizeof(test_refuses));
	memset(test_partly, 0, sizeof(test_partly));
	test_commits = 0;
	if (dtrace_engine_start() != 0)
		return -1;
	if (dtrace_provider_register("test", NULL, &test_ops, NULL, &test_provider) != 0)
		return -1;
	dtrace_provider_lock();
	for (i = 0; i < 3; i++)
		test_probe[i] = dtrace_probe_create(test_provider, "mod", "func", names[i], NULL);
	dtrace_provider_unlock();
	return 0;
}

int engine_teardown(void **unused)
{
	if (dtrace_provider_unregister(test_provider) != 0 || dtrace_engine_stop() != 0) {
		print_error("engine cannot stop\n");
		return -1;
	}
	if (fake.allocations != 0)
		print_error("%ld allocations leaked\n", fake.allocations);
	return fake.allocations == 0 ? 0 : -1;
}

/* --- consumer ---------------------------------------------------------- */

struct dtrace_state *consumer(void)
{
	struct dtrace_state *state;

	assert_int_equal(dtrace_state_open(DTRACE_PRIVILEGE_ALL, &state), 0);
	return state;
}

int control(struct dtrace_state *state, uint32_t command, void *argument)
{
	return dtrace_control(state, command, (uintptr_t)argument);
}

int enable(struct dtrace_state *state, struct program *p, struct dtrace_ioc_enable *result)
{
	struct dtrace_ioc_enable request;
	size_t size;
	void *image = program_finish(p, &size);
	int error;

	memset(&request, 0, sizeof(request));
	request.dof = (uintptr_t)image;
	request.size = size;
	error = control(state, DTRACEIOC_ENABLE, &request);
	free(image);
	if (result != NULL)
		*result = request;
	else if (error != 0)
		print_message("# enable: %d %s\n", error, request.message);
	return error;
}

int go(struct dtrace_state *state)
{
	struct dtrace_ioc_cpu cpu;

	memset(&cpu, 0, sizeof(cpu));
	return control(state, DTRACEIOC_GO, &cpu);
}

int stop(struct dtrace_state *state)
{
	struct dtrace_ioc_cpu cpu;

	memset(&cpu, 0, sizeof(cpu));
	return control(state, DTRACEIOC_STOP, &cpu);
}

uint8_t *snapshot(struct dtrace_state *state, unsigned int cpu, bool aggregation,
		  struct dtrace_ioc_snapshot *snap)
{
	static uint64_t data[(8 << 20) / 8];

	memset(data, 0xee, 4096);
	memset(snap, 0, sizeof(*snap));
	snap->cpu = cpu;
	snap->buffer = (uintptr_t)data;
	snap->capacity = sizeof(data);
	assert_int_equal(control(state, aggregation ? DTRACEIOC_AGGSNAP : DTRACEIOC_BUFSNAP, snap),
			 0);
	return (uint8_t *)data;
}

const struct dtrace_firing_header *
next_firing(const uint8_t *data, const struct dtrace_ioc_snapshot *snap, size_t *offset)
{
	while (*offset < snap->size) {
		const struct dtrace_firing_header *header = (const void *)(data + *offset);

		if (header->epid == DTRACE_EPID_PAD) {
			*offset += 8;
			continue;
		}
		*offset += header->size;
		return header;
	}
	return NULL;
}

unsigned int count_firings(const uint8_t *data, const struct dtrace_ioc_snapshot *snap)
{
	unsigned int count = 0;
	size_t offset = 0;

	while (next_firing(data, snap, &offset) != NULL)
		count++;
	return count;
}

void fire(unsigned int probe, uint64_t arg0)
{
	struct dtrace_firing firing;

	memset(&firing, 0, sizeof(firing));
	firing.arg[0] = arg0;
	firing.args = 1;
	dtrace_fire(test_probe[probe], &firing);
}

/* --- one object -------------------------------------------------------- */

uint64_t evaluation_strsize;
unsigned int evaluation_privileges = DTRACE_PRIVILEGE_ALL;
bool evaluation_destructive;

/* ERROR clause: trace arg2, arg3, arg4, arg5. */
static void add_error_clause(struct program *p)
{
	struct assembly a;
	uint32_t difo[4], i;

	for (i = 0; i < 4; i++) {
		asm_start(&a);
		asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0 + 2 + i, 1);
		asm_ret(&a, 1);
		difo[i] = program_difo(p, &a);
	}
	program_clause(p, "dtrace:::ERROR", DOF_NO_SECTION);
	for (i = 0; i < 4; i++)
		program_action(p, DTRACEACT_DIFEXPR, difo[i], 0);
}

static void take_result(struct evaluation *e, const struct dtrace_firing_header *header, bool text)
{
	const uint8_t *data = (const uint8_t *)(header + 1);

	e->fired = true;
	if (text)
		memcpy(e->text, data,
		       header->size - sizeof(*header) < sizeof(e->text)
			       ? header->size - sizeof(*header)
			       : sizeof(e->text));
	else
		memcpy(&e->value, data, sizeof(e->value));
}

static void take_fault(struct evaluation *e, const struct dtrace_firing_header *header)
{
	int64_t words[4];

	memcpy(words, header + 1, sizeof(words));
	e->fault_action = words[0];
	e->fault_offset = words[1];
	e->fault = words[2];
	e->fault_value = (uint64_t)words[3];
}

struct evaluation evaluate(const struct assembly *a)
{
	struct evaluation e = {.fault = -1};
	struct program *p = program_create();
	const struct dtrace_firing_header *header;
	struct dtrace_ioc_snapshot snap;
	struct dtrace_state *state;
	size_t offset = 0;
	uint8_t *data;
	uint32_t difo;

	assert_int_equal(dtrace_state_open(evaluation_privileges, &state), 0);
	if (evaluation_strsize != 0)
		program_option(p, DTRACEOPT_STRSIZE, evaluation_strsize);
	if (evaluation_destructive)
		program_option(p, DTRACEOPT_DESTRUCTIVE, 1);
	program_option(p, DTRACEOPT_BUFSIZE, 128 << 10);
	program_option(p, DTRACEOPT_CPU, 0);
	difo = program_difo(p, a);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, difo, 0);
	add_error_clause(p);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 0x1234);
	data = snapshot(state, 0, false, &snap);
	while ((header = next_firing(data, &snap, &offset)) != NULL) {
		if (header->epid == 1)
			take_result(&e, header, a->result.flags & DIF_TYPE_BYREF);
		else
			take_fault(&e, header);
	}
	dtrace_state_close(state);
	return e;
}
