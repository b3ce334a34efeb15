/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The hit path: from a provider's dtrace_fire() through the ECBs of the probe. Probe context.
 *
 * cpu->busy is the whole of the mutual exclusion: it is set by the CPU itself around a firing and
 * around work a firing must not see half done, so a probe hit inside (or an NMI) is dropped and
 * counted. ECBs run in program order. An ECB whose predicate is false does nothing; one that faults
 * leaves no record and fires ERROR for its owner. Those before the first that needs a struct dtrace_run
 * are settled without one (is_settled()): there the instructions of the commonest programs are saved.
 */
#include "run.h"

/*
 * The clock is not read for the deadman at every firing: what fires rarely is no burden. A power of
 * two. Counted by consumer and CPU, not by CPU: of consumers whose probes fire in turn each must
 * get its look at the clock.
 */
#define DEADMAN_FIRINGS 16

uint64_t dtrace_run_time(struct dtrace_run *run)
{
	if (run->time == 0)
		run->time = host_time();
	return run->time;
}

uint64_t dtrace_fault(struct dtrace_run *run, int32_t fault, uint64_t value)
{
	if (run->fault < 0) {
		run->fault = fault;
		run->fault_value = value;
		run->fault_offset = run->executing ? (int64_t)run->pc * 4 : -1;
	}
	return 0;
}

/* --- one ECB ----------------------------------------------------------- */

/* Bytes that only END may use. */
size_t dtrace_end_reserve(const struct dtrace_state *state)
{
	return DTRACE_PEEK(state->activity) == DTRACE_DRAINING ? 0 : state->end_reserve;
}

void dtrace_record_begin(struct dtrace_run *run, uint8_t *at)
{
	struct dtrace_firing_header *header = (struct dtrace_firing_header *)at;
	uint32_t size = run->ecb->clause->size;

	dtrace_clear_words(at, size);
	header->epid = run->ecb->epid;
	header->size = size;
	run->record = at;
}

/* Claim room for the firing; false: there is none. */
static bool begin_record(struct dtrace_run *run)
{
	const struct dtrace_clause *clause = run->ecb->clause;
	struct dtrace_buffer *principal = &run->local->principal;
	uint8_t *at;

	run->record = NULL;
	run->part = NULL;
	if (clause->size == 0 || clause->speculates)
		return true; /* nothing to write, or speculate() will find the place */
	at = dtrace_buffer_reserve(principal, clause->size, dtrace_end_reserve(run->state));
	if (at != NULL) {
		dtrace_record_begin(run, at);
		return true;
	}
	if (principal->full && !DTRACE_PEEK(run->state->filled))
		DTRACE_POKE(run->state->filled, true);
	return false;
}

/* The timestamp comes last, so that one asked for by the clause and the record's are the same. */
static void end_record(struct dtrace_run *run)
{
	uint32_t size = run->ecb->clause->size;

	if (run->record == NULL)
		return;
	((struct dtrace_firing_header *)run->record)->timestamp = dtrace_run_time(run);
	if (run->part != NULL)
		run->part->offset += size;
	else
		dtrace_buffer_commit(&run->local->principal, size);
}

static void run_acts(struct dtrace_run *run)
{
	const struct dtrace_clause *clause = run->ecb->clause;
	const struct dtrace_act *act = clause->acts, *end = act + clause->act_count;

	if (!begin_record(run))
		return;
	for (; act != end && !dtrace_faulted(run); act++) {
		if (act->execute == NULL)
			continue;
		run->action = act->number;
		act->execute(run, act);
	}
	if (!dtrace_faulted(run))
		end_record(run);
}

static void report_fault(struct dtrace_run *run)
{
	struct dtrace_cpu *cpu = run->cpu;
	struct dtrace_firing firing;

	run->local->principal.errors++;
	if (run == &cpu->run[1]) { /* already in an ERROR clause */
		run->local->double_errors++;
		return;
	}
	memset(&firing, 0, sizeof(firing));
	firing.arg[0] = run->state->number;
	firing.arg[1] = run->ecb->epid;
	firing.arg[2] = run->action;
	firing.arg[3] = (uint64_t)run->fault_offset;
	firing.arg[4] = (uint64_t)run->fault;
	firing.arg[5] = run->fault_value;
	firing.args = 6;
	firing.regs = run->firing->regs;
	firing.pc = run->firing->pc;
	firing.caller = run->firing->caller;
	dtrace_fire_own(cpu, dtrace_engine.error, run->state, &firing);
}

/* Will the next clause that runs here look at the clock? */
static inline bool deadman_is_due(const struct dtrace_local *local)
{
	return ((local->runs + 1) & (DEADMAN_FIRINGS - 1)) == 0;
}

/*
 * A consumer that stopped listening without closing must not burden the machine for ever. An
 * anonymous one is not expected to listen; `alive` is fresh before it stops being one.
 */
static bool deadman(struct dtrace_run *run, struct dtrace_state *state)
{
	int expected = DTRACE_ACTIVE;
	bool due = deadman_is_due(run->local);

	run->local->runs++;
	if (!due || state->destructive || DTRACE_LOAD(state->unclaimed) ||
	    dtrace_run_time(run) < DTRACE_PEEK(state->alive) + dtrace_engine.deadman)
		return false;
	if (__atomic_compare_exchange_n(&state->activity, &expected, DTRACE_KILLED, false,
					__ATOMIC_RELAXED, __ATOMIC_RELAXED))
		host_deadman(state->number);
	return true;
}

static void run_ecb(struct dtrace_run *run, struct dtrace_ecb *ecb)
{
	const struct dtrace_difo *predicate = ecb->clause->predicate;

	run->ecb = ecb;
	run->state = ecb->state;
	run->difo = NULL;
	run->scratch_used = 0;
	run->fault = -1;
	run->action = 0;
	if (predicate != NULL) {
		uint64_t value = dtrace_interpret(run, predicate);

		if (value == 0 && !dtrace_faulted(run))
			return;
	}
	if (!dtrace_faulted(run) && !deadman(run, run->state))
		run_acts(run);
	if (dtrace_faulted(run))
		report_fault(run);
}

/* --- one probe --------------------------------------------------------- */

/* Tracers of one's own processes see nothing of others. */
static bool permitted(const struct dtrace_state *state)
{
	return (state->privileges & DTRACE_PRIVILEGE_KERNEL) || host_uid() == state->uid;
}

/* After an exit() in one ERROR clause the others still run: an error is always told. */
static bool may_run(const struct dtrace_state *state, const struct dtrace_state *owner, bool error)
{
	int activity = DTRACE_LOAD(state->activity);

	if (owner != NULL)
		return state == owner &&
		       (activity == DTRACE_WARMUP || activity == DTRACE_ACTIVE ||
			activity == DTRACE_DRAINING || (error && activity == DTRACE_EXITING));
	return activity == DTRACE_ACTIVE && permitted(state);
}

static void begin_run(struct dtrace_run *run, struct dtrace_probe *probe,
		      const struct dtrace_firing *firing)
{
	run->probe = probe;
	run->firing = firing;
	run->time = run->wall = run->thread_key = 0;
	run->serial = ++run->cpu->serial;
	run->executing = false;
}

/* Most predicates compare an argument, and most are false. */
static inline bool is_false(const struct dtrace_difo *predicate, const struct dtrace_firing *firing)
{
	uint32_t index = (uint32_t)predicate->id - DIF_VAR_ARG0;

	return predicate->shape == DIFO_COMPARE && index < firing->args &&
	       !dtrace_branch_taken(predicate->branch, firing->arg[index], predicate->constant);
}

/* Add to the one count that is all the clause does; false: it must be run. */
static inline bool tally(struct dtrace_local *local, const struct dtrace_clause *clause)
{
	uint64_t *count;

	if (clause->tally == NULL)
		return false;
	count = dtrace_single(&local->aggregation, clause->tally);
	if (count == NULL || deadman_is_due(local))
		return false;
	local->runs++;
	++*count;
	return true;
}

/*
 * What can be done with an ECB without a run, because neither can it fail nor does it ask for
 * anything: true if that was all there is to do.
 */
static inline bool is_settled(const struct dtrace_ecb *ecb, unsigned int cpu,
			      const struct dtrace_firing *firing)
{
	const struct dtrace_clause *clause = ecb->clause;
	struct dtrace_state *state = ecb->state;
	struct dtrace_local *local;

	if (clause->predicate != NULL)
		return is_false(clause->predicate, firing);
	if (DTRACE_LOAD(state->activity) != DTRACE_ACTIVE ||
	    !(state->privileges & DTRACE_PRIVILEGE_KERNEL))
		return false;
	local = DTRACE_LOAD(state->locals[cpu]);
	return local != NULL && tally(local, clause);
}

/* From this ECB on. Not inlined: what comes before it is over before it would have saved its registers. */
static __attribute__((__noinline__)) void run_ecbs(struct dtrace_run *run, struct dtrace_ecb *ecb,
						   const struct dtrace_firing *firing,
						   const struct dtrace_state *owner)
{
	begin_run(run, ecb->probe, firing);
	for (; ecb != NULL; ecb = DTRACE_LOAD(ecb->next)) {
		if (!may_run(ecb->state, owner, run == &run->cpu->run[1]))
			continue;
		run->local = DTRACE_LOAD(ecb->state->locals[run->cpu_number]);
		if (run->local != NULL)
			run_ecb(run, ecb);
	}
}

void dtrace_fire_own(struct dtrace_cpu *cpu, dtrace_id_t id, struct dtrace_state *state,
		     struct dtrace_firing *firing)
{
	struct dtrace_ecb *first = DTRACE_LOAD(dtrace_probe_slot(id)->ecbs);

	if (first != NULL)
		run_ecbs(&cpu->run[id == dtrace_engine.error], first, firing, state);
}

void dtrace_fire_probe(struct dtrace_probe *probe, unsigned int number,
		       struct dtrace_firing *firing)
{
	struct dtrace_cpu *cpu = &dtrace_engine.cpus[number];
	struct dtrace_ecb *ecb = DTRACE_LOAD(probe->ecbs);

	if (ecb == NULL)
		return;
	if (DTRACE_PEEK(cpu->closed) != 0) {
		DTRACE_POKE(cpu->nested, cpu->nested + 1);
		return;
	}
	DTRACE_POKE(cpu->busy, 1);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	while (ecb != NULL && is_settled(ecb, number, firing))
		ecb = DTRACE_LOAD(ecb->next);
	if (ecb != NULL)
		run_ecbs(&cpu->run[0], ecb, firing, NULL);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	DTRACE_POKE(cpu->busy, 0);
}

void dtrace_fire(dtrace_id_t id, struct dtrace_firing *firing)
{
	unsigned long cookie = host_probe_enter();
	struct dtrace_probe *probe = dtrace_probe_slot(id);

	if (probe != NULL)
		dtrace_fire_probe(probe, host_cpu(), firing);
	host_probe_exit(cookie);
}

uint64_t dtrace_nested_firings(unsigned int cpu)
{
	return cpu < dtrace_engine.cpu_count ? DTRACE_PEEK(dtrace_engine.cpus[cpu].nested) : 0;
}

/* --- work sent to a CPU by the control path ---------------------------- */

struct errand {
	void (*function)(void *argument, unsigned int cpu);
	void *argument;
	struct dtrace_cpu *cpu;
};

static void run_errand(void *argument)
{
	struct errand *errand = argument;

	DTRACE_POKE(errand->cpu->busy, 1);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	errand->function(errand->argument, errand->cpu->number);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	DTRACE_POKE(errand->cpu->busy, 0);
}

/*
 * A CPU that is down fires nothing; parking it first, and waiting for firings that did not see
 * that, keeps it so while its data is worked on from here, even if it comes up meanwhile.
 */
void dtrace_call_cpu(unsigned int cpu, void (*function)(void *argument, unsigned int cpu),
		     void *argument)
{
	struct errand errand = {function, argument, &dtrace_engine.cpus[cpu]};
	unsigned long cookie;

	if (host_call_cpu(cpu, run_errand, &errand) == 0)
		return;
	DTRACE_STORE(errand.cpu->parked, 1);
	host_synchronize();
	cookie = host_probe_enter();
	function(argument, cpu);
	host_probe_exit(cookie);
	DTRACE_STORE(errand.cpu->parked, 0);
}
