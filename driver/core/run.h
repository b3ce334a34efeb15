/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What exists per CPU, and the run: everything one firing knows. Internal to driver/core.
 *
 * Only the CPU itself touches its dtrace_cpu and its dtrace_local of each
 * state, in probe context, with cpu->busy set; the control path reaches them through
 * dtrace_call_cpu(), which runs on that CPU under the same rules (or, for a CPU that is
 * down, in its stead after parking it). So a firing takes no lock and shares no cache line it
 * writes.
 *
 * All functions here are for probe context unless said otherwise.
 */
#ifndef DTRACE_CORE_RUN_H
#define DTRACE_CORE_RUN_H

#include "objects.h"

/* --- buffers: buffer.c ------------------------------------------------- */

/*
 * A principal or aggregation buffer of one CPU. Switch policy: two halves, the
 * active one is written from 0, the spare one belongs to the control path.
 * Fill and ring: one. Ring: firings lie in [oldest, end) then [0, offset) when wrapped, else in
 * [0, offset). Every firing's size is a multiple of 8.
 */
struct dtrace_buffer {
	uint8_t *active, *spare;
	size_t size;   /* that firings may use */
	size_t offset; /* of the next firing */
	size_t spare_offset;
	size_t oldest, end;
	uint64_t drops, errors;
	uint64_t spare_drops, spare_errors;
	uint64_t switched; /* when */
	uint8_t policy;	   /* enum dtrace_bufpolicy */
	bool wrapped;
	bool full; /* fill: no more firings */
};

int dtrace_buffer_create(struct dtrace_buffer *buffer, size_t size, size_t slack,
			 unsigned int policy);		  /* [control] */
void dtrace_buffer_destroy(struct dtrace_buffer *buffer); /* [control] */
/* Where the next `size` bytes go, or NULL (counted). Nothing is used until committed. */
uint8_t *dtrace_buffer_reserve(struct dtrace_buffer *buffer, size_t size, size_t keep_free);
static inline void dtrace_buffer_commit(struct dtrace_buffer *buffer, size_t size)
{
	buffer->offset += size;
}
void dtrace_buffer_switch(struct dtrace_buffer *buffer);
/* BUFSNAP and AGGSNAP: *from is where snapshot->size bytes lie, until the next one. [control] */
int dtrace_state_snapshot(struct dtrace_state *state, struct dtrace_ioc_snapshot *snapshot,
			  bool aggregation, const void **from);
/* An aggregation buffer's snapshot has been copied; state->reading held, control lock not needed.
 */
void dtrace_state_snapped(struct dtrace_state *state, unsigned int cpu);

/* --- aggregation buffer: agg.c ----------------------------------------- */

/* An entry's place in the hash table, beside the entries. */
struct dtrace_agg_node {
	uint32_t hash;
	uint32_t next;	 /* node number + 1, 0 = end */
	uint32_t offset; /* of the entry */
};

/* Hash of the entries of one half of an aggregation buffer. */
struct dtrace_agg_index {
	uint32_t *buckets; /* node number + 1 */
	struct dtrace_agg_node *nodes;
	uint32_t used;
	uint32_t *singles; /* see dtrace_single() */
};

struct dtrace_agg_buffer {
	struct dtrace_buffer buffer;
	struct dtrace_agg_index index[2]; /* of active, of spare */
	uint32_t mask;			  /* buckets - 1 */
	uint32_t node_count;
	uint32_t single_count;
};

/* `aggregations`: how many the consumer has. [control] */
int dtrace_agg_buffer_create(struct dtrace_agg_buffer *agg, size_t size, size_t entry_max,
			     uint32_t aggregations);
void dtrace_agg_buffer_destroy(struct dtrace_agg_buffer *agg); /* [control] */
void dtrace_agg_buffer_switch(struct dtrace_agg_buffer *agg);
void dtrace_agg_buffer_clear_spare(struct dtrace_agg_buffer *agg); /* [control] */
void dtrace_act_aggregate(struct dtrace_run *run, const struct dtrace_act *act);
/* The same without keys. */
void dtrace_act_single(struct dtrace_run *run, const struct dtrace_act *act);
/*
 * Without keys there is one entry, and singles[] knows where its value lies, by aggregation; 0: no entry since the
 * buffers were switched. NULL then.
 */
static inline uint64_t *dtrace_single(const struct dtrace_agg_buffer *agg,
				      const struct dtrace_aggregation *aggregation)
{
	uint32_t offset = agg->index[0].singles[aggregation->id - 1];

	return offset != 0 ? (uint64_t *)(agg->buffer.active + offset) : NULL;
}

/* --- speculations: spec.c ---------------------------------------------- */

/* One CPU's part of a speculation. */
struct dtrace_spec_part {
	uint8_t *data;
	size_t offset;
	uint64_t swept; /* word of the speculation this CPU has settled last */
};

struct dtrace_speculation {
	uint64_t word; /* generation, owner, phase: see spec.c */
} __attribute__((aligned(64)));

int dtrace_speculations_create(struct dtrace_state *state);   /* [control] */
void dtrace_speculations_destroy(struct dtrace_state *state); /* [control] */
void dtrace_speculations_clean(struct dtrace_state *state);   /* every CPU's part [control] */
/* Settle this CPU's parts of committed and discarded speculations. */
void dtrace_speculations_sweep(struct dtrace_state *state, unsigned int cpu);
uint64_t dtrace_speculation_new(struct dtrace_run *run);
void dtrace_act_speculate(struct dtrace_run *run, const struct dtrace_act *act);
void dtrace_act_commit(struct dtrace_run *run, const struct dtrace_act *act);
void dtrace_act_discard(struct dtrace_run *run, const struct dtrace_act *act);

/* --- per CPU ----------------------------------------------------------- */

/* strtok() between the clauses of one firing. */
struct dtrace_strtok {
	char *text; /* strsize bytes */
	uint32_t offset;
	uint64_t serial; /* the firing it belongs to */
};

/* One consumer's part of one CPU. */
struct dtrace_local {
	struct dtrace_buffer principal;
	struct dtrace_agg_buffer aggregation;
	struct dtrace_spec_part *parts; /* by speculation */
	uint32_t part_size;
	uint8_t *scratch;
	size_t scratch_size;
	struct dtrace_statics statics; /* this-> */
	struct dtrace_strtok strtok;
	uint64_t dynamic_drops;
	uint64_t speculation_drops, speculation_busy, speculation_unavailable;
	uint64_t double_errors;
	uint64_t string_overflows; /* of ustack() and jstack() */
	uint64_t runs;		   /* clauses that ran here, for the deadman */
	bool online;
} __attribute__((aligned(64)));

struct dtrace_tuple {
	uint64_t value; /* or address */
	uint64_t size;	/* by reference: bytes; strings: bound */
	uint8_t kind;	/* enum below */
};
enum {
	TUPLE_VALUE,
	TUPLE_STRING,
	TUPLE_DATA
};

/*
 * Everything one firing knows. Two per CPU: ERROR fires while the clause that failed is not yet
 * left.
 */
struct dtrace_run {
	struct dtrace_cpu *cpu;
	unsigned int cpu_number;
	const struct dtrace_firing *firing;
	struct dtrace_probe *probe;
	uint64_t serial;     /* of the firing, per CPU */
	uint64_t time, wall; /* 0: not asked for yet in this firing */
	uint64_t thread_key; /* as these */

	/* of the ECB being run */
	struct dtrace_ecb *ecb;
	struct dtrace_state *state;
	struct dtrace_local *local;
	size_t scratch_used;
	uint8_t *record;	       /* the firing being written, or NULL */
	struct dtrace_spec_part *part; /* it goes there, not to the principal buffer */
	uint32_t action;	       /* number of the action, 0 = predicate */

	/* first fault of the ECB; fault < 0: none */
	int32_t fault;
	int64_t fault_offset;
	uint64_t fault_value;

	/* of the DIF object being run, or run last: its result may be one of its strings */
	const struct dtrace_difo *difo;
	bool executing;
	uint32_t pc;
	uint32_t depth;
	struct dtrace_tuple tuple[DIF_TUPLE_REGS];
};

#define DTRACE_HELPER_WORDS 32 /* this-> variables of one */

struct dtrace_cpu {
	union {
		struct {
			uint8_t busy;	/* a firing, or work that a firing must not see half done */
			uint8_t parked; /* down, its data being worked on from elsewhere */
		};
		uint16_t closed; /* .. either */
	};
	unsigned int number;
	uint64_t serial;
	uint64_t nested; /* firings dropped because busy */
	uint64_t random[2];
	uint64_t chill_since, chill_spent;
	struct dtrace_local helper; /* what a helper of the process has for its own: ustack.c */
	uint64_t helper_words[DTRACE_HELPER_WORDS];
	struct dtrace_run run[2];
} __attribute__((aligned(64)));

/* fire.c */
/* Fire one of the probes of provider "dtrace" for its owner only; cpu busy. */
void dtrace_fire_own(struct dtrace_cpu *cpu, dtrace_id_t id, struct dtrace_state *state,
		     struct dtrace_firing *firing);
uint64_t dtrace_run_time(struct dtrace_run *run);
size_t dtrace_end_reserve(const struct dtrace_state *state);
/* Make `at` the place of this ECB's firing: zeroed, with its header. */
void dtrace_record_begin(struct dtrace_run *run, uint8_t *at);
/* Run function(argument, cpu) on that CPU, or in its stead when it is down; firings kept out.
 * [control] */
void dtrace_call_cpu(unsigned int cpu, void (*function)(void *argument, unsigned int cpu),
		     void *argument);

static inline bool dtrace_faulted(const struct dtrace_run *run)
{
	return run->fault >= 0;
}
/* Note a fault (the first one counts). Returns 0, so that `return dtrace_fault(…)` reads well. */
uint64_t dtrace_fault(struct dtrace_run *run, int32_t fault, uint64_t value);

/*
 * For the few words that a firing handles all the time: the C library's functions, and the kernel's
 * still more, are made for long runs. `bytes` is a multiple of 8.
 */
static inline void dtrace_clear_words(void *to, size_t bytes)
{
	uint64_t *word = to;

	for (; bytes != 0; bytes -= 8)
		DTRACE_POKE(*word++, 0);
}

static inline void dtrace_copy_words(void *to, const void *from, size_t bytes)
{
	uint64_t *word = to;
	const uint64_t *source = from;

	for (; bytes != 0; bytes -= 8)
		DTRACE_POKE(*word++, *source++);
}

static inline bool dtrace_same_words(const void *a, const void *b, size_t bytes)
{
	const uint64_t *left = a, *right = b;

	for (; bytes != 0; bytes -= 8)
		if (*left++ != *right++)
			return false;
	return true;
}

/* act.c */
void (*dtrace_act_function(unsigned int kind))(struct dtrace_run *, const struct dtrace_act *);
/*
 * Evaluate the action and write its result to `to` (record or key). Returns how many bytes of
 * it tell it from other results; those behind them were not written, or are zero.
 */
uint32_t dtrace_act_store(struct dtrace_run *run, const struct dtrace_act *act, uint8_t *to);
/* Value of the action's DIF object, 0 without one. */
uint64_t dtrace_act_value(struct dtrace_run *run, const struct dtrace_act *act);

/* interp.c */
/* Is the branch `op` taken after comparing these? */
static inline bool dtrace_branch_taken(uint32_t op, uint64_t left, uint64_t right)
{
	int64_t signed_left = (int64_t)left, signed_right = (int64_t)right;

	if (op == DIF_OP_BE)
		return left == right;
	if (op == DIF_OP_BNE)
		return left != right;
	switch (op) {
	case DIF_OP_BA:
		return true;
	case DIF_OP_BG:
		return signed_left > signed_right;
	case DIF_OP_BGU:
		return left > right;
	case DIF_OP_BGE:
		return signed_left >= signed_right;
	case DIF_OP_BGEU:
		return left >= right;
	case DIF_OP_BL:
		return signed_left < signed_right;
	case DIF_OP_BLU:
		return left < right;
	case DIF_OP_BLE:
		return signed_left <= signed_right;
	default:
		return left <= right;
	}
}

uint64_t dtrace_interpret(struct dtrace_run *run, const struct dtrace_difo *difo);

/* vars.c */
uint64_t dtrace_builtin(struct dtrace_run *run, uint32_t id);
/*
 * A string among them straight to where it is wanted (size >= 1), and not by way of scratch. Returns its bytes with
 * the NUL; 0: not one of those that can.
 */
uint32_t dtrace_builtin_text(struct dtrace_run *run, uint32_t id, char *to, uint32_t size);
uint64_t dtrace_builtin_array(struct dtrace_run *run, uint32_t id, uint64_t index);
bool dtrace_builtin_known(uint32_t id); /* [any] */

/* variable.c */
uint64_t dtrace_static_load(struct dtrace_run *run, unsigned int scope, uint32_t id);
void dtrace_static_store(struct dtrace_run *run, unsigned int scope, uint32_t id, uint64_t value);

/* dynvar.c */
struct dtrace_dynamics *dtrace_dynamics_create(size_t size);	/* [control] */
void dtrace_dynamics_destroy(struct dtrace_dynamics *dynamics); /* [control] */
/* keyed: with the run's tuple stack as key. */
uint64_t dtrace_dynamic_load(struct dtrace_run *run, unsigned int scope, uint32_t id, bool keyed);
void dtrace_dynamic_store(struct dtrace_run *run, unsigned int scope, uint32_t id, bool keyed,
			  uint64_t value);

/* scratch.c */
/* 8-aligned, or NULL after noting NOSCRATCH. */
void *dtrace_scratch(struct dtrace_run *run, uint64_t size);
static inline size_t dtrace_scratch_mark(const struct dtrace_run *run)
{
	return run->scratch_used;
}
static inline void dtrace_scratch_release(struct dtrace_run *run, size_t mark)
{
	run->scratch_used = mark;
}

/* load.c: the address policy */
uint64_t dtrace_load(struct dtrace_run *run, uint64_t address, unsigned int size, bool sign);
uint64_t dtrace_load_user(struct dtrace_run *run, uint64_t address, unsigned int size, bool sign);
void dtrace_store(struct dtrace_run *run, uint64_t address, unsigned int size, uint64_t value);
/* May a D program write [address, address + size)? */
bool dtrace_storable(struct dtrace_run *run, uint64_t address, uint64_t size);
/* Copy memory a D program named; false after noting a fault. */
bool dtrace_load_bytes(struct dtrace_run *run, void *to, uint64_t address, uint64_t size);
/*
 * Copy the string at address: at most `size` bytes with the NUL (always written; size >= 1), the
 * rest of `to` untouched. Returns the length; 0 after noting a fault.
 */
size_t dtrace_load_string(struct dtrace_run *run, char *to, uint64_t address, size_t size,
			  bool user);

/* What a string variable that has no value reads as. NULL itself cannot be read, as in C. */
extern const char dtrace_empty_string[1];

/* A string argument: where it can be read safely now, and its bounded length. */
struct dtrace_string {
	const char *text; /* length bytes; not terminated */
	size_t length;
	uint64_t address; /* as the program gave it */
};
/* Uses scratch when the string is not in the engine's memory. false after noting a fault. */
bool dtrace_string(struct dtrace_run *run, uint64_t address, size_t bound,
		   struct dtrace_string *string);
/* A NUL-terminated copy of text[length] in scratch, cut to strsize; its address, or 0 and a fault.
 */
uint64_t dtrace_string_result(struct dtrace_run *run, const char *text, size_t length);

/* subr.c */
uint64_t dtrace_subroutine(struct dtrace_run *run, uint32_t id);

#endif
