/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The actions, one function each, chosen when the clause is built. Probe context.
 *
 * A recording action writes exactly its record's bytes; what it does not write is zero
 * already (records) or made so (keys), so nothing of the kernel leaks into a buffer.
 */
#include "run.h"
#include "ustack.h"

#define CHILL_INTERVAL 1000000000ull
#define CHILL_MOST     500000000ull

uint64_t dtrace_act_value(struct dtrace_run *run, const struct dtrace_act *act)
{
	return act->difo != NULL ? dtrace_interpret(run, act->difo) : 0;
}

static bool kernel_allowed(const struct dtrace_run *run)
{
	return run->state->privileges & DTRACE_PRIVILEGE_KERNEL;
}

/*
 * --- results of DIF objects
 *
 * Each store function returns how many bytes tell the result from others: those behind them are not
 * written, or zero.
 */

static uint32_t store_value(uint8_t *to, uint64_t value, uint32_t size)
{
	memcpy(to, &value, DTRACE_MIN(size, 8u)); /* little-endian: the low bytes */
	return DTRACE_MIN(size, 8u);
}

static uint32_t store_reference(struct dtrace_run *run, const struct dtrace_act *act, uint8_t *to,
				uint64_t address)
{
	const struct dif_type *type = &act->difo->result;
	bool user = type->flags & DIF_TYPE_BYUREF;
	uint32_t size = act->record.size;

	if (size == 0)
		return 0;
	if (type->kind == DIF_KIND_STRING)
		return (uint32_t)dtrace_load_string(run, (char *)to, address, size, user) + 1;
	if (!user)
		dtrace_load_bytes(run, to, address, size);
	else if (host_load_user(to, address, size) != 0)
		dtrace_fault(run, DTRACEFLT_BADADDR, address);
	return size;
}

static bool is_text(const struct dtrace_act *act)
{
	const struct dif_type *type = &act->difo->result;

	return act->difo->shape == DIFO_GLOBAL && type->kind == DIF_KIND_STRING &&
	       (type->flags & (DIF_TYPE_BYREF | DIF_TYPE_BYUREF)) == DIF_TYPE_BYREF &&
	       act->record.size != 0;
}

static uint32_t store_dif(struct dtrace_run *run, const struct dtrace_act *act, uint8_t *to)
{
	uint64_t value;

	if (act->difo == NULL)
		return 0;
	if (is_text(act)) {
		uint32_t size =
			dtrace_builtin_text(run, act->difo->id, (char *)to, act->record.size);

		if (size != 0)
			return size;
	}
	value = dtrace_interpret(run, act->difo);
	if (dtrace_faulted(run))
		return 0;
	if (act->difo->result.flags & (DIF_TYPE_BYREF | DIF_TYPE_BYUREF))
		return store_reference(run, act, to, value);
	if (act->record.action != DTRACEACT_TRACEMEM)
		return store_value(to, value, act->record.size);
	dtrace_load_bytes(run, to, value, act->record.size);
	return act->record.size;
}

/* --- stacks and symbols ------------------------------------------------ */

/* A stack ends where its room does, or with a zero. */
static uint32_t end_stack(uint64_t *pcs, unsigned int count, uint32_t limit)
{
	if (count == limit)
		return limit * 8;
	pcs[count] = 0;
	return (count + 1) * 8;
}

static uint32_t store_stack(struct dtrace_run *run, const struct dtrace_act *act, uint8_t *to)
{
	uint64_t *pcs = (uint64_t *)to;
	uint32_t limit = act->record.size / 8;

	return end_stack(pcs, kernel_allowed(run) ? host_stack(run->firing, pcs, limit) : 0, limit);
}

/* The strings of the frames, one behind the other; the last is cut where the room ends. */
static void store_frame_names(struct dtrace_run *run, const uint64_t *pcs, const uint64_t *frames,
			      uint32_t count, char *to, size_t room)
{
	size_t used = 0;
	uint32_t i;

	for (i = 0; i < count && used < room; i++)
		used += dtrace_helper_name(run, pcs[i], frames[i], to + used, room - used);
	if (i < count || used == room)
		DTRACE_POKE(run->local->string_overflows, run->local->string_overflows + 1);
	memset(to + used, 0, room - used);
}

/* Words, the last of them 0, then strings in what is left of the record; no byte is undefined. */
static uint32_t store_named_stack(struct dtrace_run *run, const struct dtrace_act *act, uint8_t *to)
{
	uint64_t *words = (uint64_t *)to, *frames;
	uint32_t limit = (uint32_t)act->arg, count;
	size_t mark = dtrace_scratch_mark(run);

	frames = dtrace_scratch(run, limit * sizeof(*frames));
	if (frames == NULL)
		return 0;
	words[0] = (uint64_t)host_pid();
	count = host_user_frames(run->firing, words + 1, frames, limit);
	memset(words + 1 + count, 0, (limit - count) * sizeof(*words));
	store_frame_names(run, words + 1, frames, count, (char *)(words + 1 + limit),
			  act->record.size - (limit + 1) * sizeof(*words));
	dtrace_scratch_release(run, mark);
	return act->record.size;
}

static uint32_t store_user_stack(struct dtrace_run *run, const struct dtrace_act *act, uint8_t *to)
{
	uint64_t *words = (uint64_t *)to;
	uint32_t limit = (uint32_t)act->arg;

	if (act->arg >> 32 != 0)
		return store_named_stack(run, act, to);
	words[0] = (uint64_t)host_pid();
	return 8 + end_stack(words + 1, host_user_stack(run->firing, words + 1, limit), limit);
}

static uint32_t store_user_symbol(struct dtrace_run *run, const struct dtrace_act *act, uint8_t *to)
{
	uint64_t address = dtrace_act_value(run, act);

	store_value(to, (uint64_t)host_pid(), 8);
	store_value(to + 8, address, 8);
	host_user_address(address);
	return 16;
}

uint32_t dtrace_act_store(struct dtrace_run *run, const struct dtrace_act *act, uint8_t *to)
{
	switch (act->record.action) {
	case DTRACEACT_STACK:
		return store_stack(run, act, to);
	case DTRACEACT_USTACK:
	case DTRACEACT_JSTACK:
		return store_user_stack(run, act, to);
	case DTRACEACT_SYM:
	case DTRACEACT_MOD:
		return store_value(to, dtrace_act_value(run, act), 8);
	case DTRACEACT_USYM:
	case DTRACEACT_UMOD:
	case DTRACEACT_UADDR:
		return store_user_symbol(run, act, to);
	default:
		return store_dif(run, act, to);
	}
}

static uint8_t *place_of(struct dtrace_run *run, const struct dtrace_act *act)
{
	return run->record + act->record.offset;
}

/*
 * Without a record (speculate() on a speculation that is not there) expressions are still
 * evaluated, for their assignments; nothing is stored.
 */
static void act_record(struct dtrace_run *run, const struct dtrace_act *act)
{
	if (run->record == NULL || !act->recorded)
		dtrace_act_value(run, act);
	else
		dtrace_act_store(run, act, place_of(run, act));
}

/* Only the first exit() of a running consumer counts. */
static void act_exit(struct dtrace_run *run, const struct dtrace_act *act)
{
	struct dtrace_state *state = run->state;
	int activity = DTRACE_PEEK(state->activity);

	act_record(run, act);
	if (dtrace_faulted(run))
		return;
	DTRACE_POKE(state->exited, true);
	if (activity == DTRACE_WARMUP || activity == DTRACE_ACTIVE)
		__atomic_compare_exchange_n(&state->activity, &activity, DTRACE_EXITING, false,
					    __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

/* --- destructive actions ----------------------------------------------- */

static void check(struct dtrace_run *run, int error)
{
	if (error != 0)
		dtrace_fault(run, DTRACEFLT_ILLOP, (uint64_t)-error);
}

static void act_stop(struct dtrace_run *run, const struct dtrace_act *act)
{
	check(run, host_stop_thread());
}

static void act_raise(struct dtrace_run *run, const struct dtrace_act *act)
{
	uint64_t signal = dtrace_act_value(run, act);

	if (dtrace_faulted(run))
		return;
	if (signal == 0 || signal > 64)
		dtrace_fault(run, DTRACEFLT_ILLOP, signal);
	else
		check(run, host_raise((int)signal));
}

static void act_breakpoint(struct dtrace_run *run, const struct dtrace_act *act)
{
	check(run, host_breakpoint());
}

static void act_panic(struct dtrace_run *run, const struct dtrace_act *act)
{
	check(run, host_panic());
}

/* At most half of every second on one CPU. The cached time is void afterwards. */
static void act_chill(struct dtrace_run *run, const struct dtrace_act *act)
{
	uint64_t ns = dtrace_act_value(run, act), now = host_time();
	struct dtrace_cpu *cpu = run->cpu;

	if (dtrace_faulted(run))
		return;
	if (now - cpu->chill_since > CHILL_INTERVAL) {
		cpu->chill_since = now;
		cpu->chill_spent = 0;
	}
	if (ns > CHILL_MOST || cpu->chill_spent + ns > CHILL_MOST) {
		dtrace_fault(run, DTRACEFLT_ILLOP, ns);
		return;
	}
	host_spin(ns);
	cpu->chill_spent += ns;
	run->time = 0;
}

/* --- the table --------------------------------------------------------- */

static const struct {
	unsigned int kind;
	void (*execute)(struct dtrace_run *run, const struct dtrace_act *act);
} functions[] = {
	{DTRACEACT_DIFEXPR, act_record},
	{DTRACEACT_EXIT, act_exit},
	{DTRACEACT_PRINTF, act_record},
	{DTRACEACT_PRINTA, act_record},
	{DTRACEACT_LIBACT, act_record},
	{DTRACEACT_TRACEMEM, act_record},
	{DTRACEACT_TRACEMEM_DYNSIZE, act_record},
	{DTRACEACT_PRINTM, act_record},
	{DTRACEACT_USTACK, act_record},
	{DTRACEACT_JSTACK, act_record},
	{DTRACEACT_USYM, act_record},
	{DTRACEACT_UMOD, act_record},
	{DTRACEACT_UADDR, act_record},
	{DTRACEACT_STOP, act_stop},
	{DTRACEACT_RAISE, act_raise},
	{DTRACEACT_SYSTEM, act_record},
	{DTRACEACT_FREOPEN, act_record},
	{DTRACEACT_STACK, act_record},
	{DTRACEACT_SYM, act_record},
	{DTRACEACT_MOD, act_record},
	{DTRACEACT_BREAKPOINT, act_breakpoint},
	{DTRACEACT_PANIC, act_panic},
	{DTRACEACT_CHILL, act_chill},
	{DTRACEACT_SPECULATE, dtrace_act_speculate},
	{DTRACEACT_COMMIT, dtrace_act_commit},
	{DTRACEACT_DISCARD, dtrace_act_discard},
};

void (*dtrace_act_function(unsigned int kind))(struct dtrace_run *, const struct dtrace_act *)
{
	size_t i;

	if (DTRACEACT_IS_AGG(kind))
		return dtrace_act_aggregate;
	for (i = 0; i < DTRACE_COUNT(functions); i++)
		if (functions[i].kind == kind)
			return functions[i].execute;
	return NULL;
}
