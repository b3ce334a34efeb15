/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The engine's objects, who owns them and how they are locked. Internal to driver/core.
 *
 * One control lock (dtrace_lock) covers every object below; whatever
 * the control path does, it does with that lock held. Probe context takes no lock and
 * may read only what is marked [hit]; such fields are published with a release store, and what they
 * pointed to is freed only after host_synchronize().
 *
 *	name ◀── probe ──▶ provider          the probe table
 *	           │ ecbs
 *	           ▼
 *	state ──▶ ecb ──▶ clause ◀── enabling ◀── state
 *	                  │ acts, predicate ──▶ difo
 *	                  └─▶ aggregation
 *
 * A clause is compiled knowledge (layout, actions), made once; an ECB is only "this clause at
 * that probe", so that enabling a hundred thousand probes costs forty bytes each.
 */
#ifndef DTRACE_CORE_OBJECTS_H
#define DTRACE_CORE_OBJECTS_H

#include "engine.h"
#include "host.h"
#include "message.h"
#include "provider.h"
#include "verify.h"
#include <dtrace/dof.h>

#define DTRACE_LOAD(p)	       __atomic_load_n(&(p), __ATOMIC_ACQUIRE)
#define DTRACE_STORE(p, v)     __atomic_store_n(&(p), (v), __ATOMIC_RELEASE)
#define DTRACE_PEEK(p)	       __atomic_load_n(&(p), __ATOMIC_RELAXED)
#define DTRACE_POKE(p, v)      __atomic_store_n(&(p), (v), __ATOMIC_RELAXED)
#define DTRACE_ROUND_UP(n, to) (((n) + (to)-1) / (to) * (to))
#define DTRACE_COUNT(array)    (sizeof(array) / sizeof((array)[0]))
#define DTRACE_MIN(a, b)       ((a) < (b) ? (a) : (b))
#define DTRACE_MAX(a, b)       ((a) > (b) ? (a) : (b))

struct dtrace_cpu;
struct dtrace_clause;
struct dtrace_enabling;
struct dtrace_local;
struct dtrace_run;

/* --- names and probes: probe.c, names.c, match.c ----------------------- */

enum dtrace_part {
	PART_PROVIDER,
	PART_MODULE,
	PART_FUNCTION,
	PART_NAME,
	PARTS
};

/*
 * An interned string. Every probe that has it as its provider, module,
 * function or name is on the list of that part, in order of id; so an exact
 * part of a pattern leads straight to its probes.
 */
struct dtrace_name {
	struct dtrace_name *next; /* in the hash table */
	uint32_t hash;
	uint32_t refs;
	uint32_t length; /* without NUL */
	struct {
		dtrace_id_t first, last;
		uint32_t count;
	} users[PARTS];
	char text[];
};

/*
 * A probe lives inside a chunk of the table and never moves. `alive` until it
 * is destroyed; its memory (and names) stay as long as an ECB refers to it, so that what
 * was recorded can still be described.
 */
struct dtrace_probe {
	struct dtrace_ecb *ecbs;	  /* [hit] of running consumers, in program order */
	struct dtrace_provider *provider; /* [hit] */
	void *data;			  /* [hit] the provider's */
	struct dtrace_name *names[PARTS]; /* [hit] */
	dtrace_id_t id;			  /* [hit] */
	uint32_t armed;			  /* linked ECBs */
	uint32_t refs;			  /* 1 while alive, and 1 for every ECB */
	bool alive;
	bool refused;	 /* the provider could not enable it */
	uint8_t novelty; /* enum dtrace_novelty */
	bool incomplete; /* .. or not all of it: cannot fire, or not everywhere */
	struct {
		dtrace_id_t previous, next;
	} links[PARTS];
};

/* What retained enablings know of a probe. */
enum dtrace_novelty {
	PROBE_KNOWN,
	PROBE_NEW,
	PROBE_ARRIVING /* being shown to them */
};

#define DTRACE_CHUNK_SHIFT  8
#define DTRACE_CHUNK_PROBES (1u << DTRACE_CHUNK_SHIFT)
#define DTRACE_CHUNKS	    65536u
#define DTRACE_ID_LAST	    (DTRACE_CHUNKS * DTRACE_CHUNK_PROBES - 1)

struct dtrace_chunk {
	uint32_t used; /* probes not yet released */
	struct dtrace_probe probes[DTRACE_CHUNK_PROBES];
};

/* --- provider: provider.c ---------------------------------------------- */

struct dtrace_provider {
	struct dtrace_provider *next;
	const struct dtrace_provider_ops *ops;
	void *data;
	bool dirty; /* enable or disable was called since the last commit */
	struct dtrace_provider_attributes attributes;
	char name[DTRACE_PROVIDER_LEN];
};

/* --- enabled probes: ecb.c --------------------------------------------- */

/*
 * Enabled control block: one clause at one probe, for one consumer. Made by
 * matching, linked to its probe from GO to STOP (or until the probe goes),
 * freed with its state.
 */
struct dtrace_ecb {
	struct dtrace_ecb *next; /* [hit] */
	struct dtrace_state *state;
	struct dtrace_clause *clause;
	struct dtrace_probe *probe;
	dtrace_epid_t epid;
	bool linked;
};

#define DTRACE_ECB_BLOCK   256u
#define DTRACE_ECBS_MAX	   (4u << 20) /* of one consumer: every probe of a kernel, forty times */
#define DTRACE_ACTIONS_MAX 8192

/* Bytes of one firing or one aggregation entry: more is a mistake. */
#define DTRACE_FIRING_MAX (2u << 20)

/* --- clauses and enablings: clause.c, enabling.c ----------------------- */

/* One action of a clause. */
struct dtrace_act {
	/* [hit] how; NULL for the keys and weights an aggregation evaluates itself. */
	void (*execute)(struct dtrace_run *run, const struct dtrace_act *act);
	struct dtrace_difo *difo; /* or NULL */
	uint64_t arg;
	struct dtrace_aggregation *aggregation;
	struct dtrace_record_desc record; /* offset and size valid when `recorded` or a key */
	uint32_t number;		  /* from 1, as ERROR reports it */
	bool recorded;			  /* has a record in the firing */
	bool key;
};

/* How an aggregating function starts and changes its value. */
struct dtrace_aggregate {
	void (*start)(uint64_t *value, uint64_t arg);
	void (*add)(uint64_t *value, int64_t x, int64_t weight, uint64_t arg);
};

/*
 * What one aggregating action leaves in the aggregation buffers; shared by
 * all ECBs of its clause, so that @ = count() over every probe is one entry.
 */
struct dtrace_aggregation {
	dtrace_aggid_t id;
	uint32_t variable;
	dtrace_epid_t epid; /* first ECB of the clause */
	uint32_t size;	    /* of an entry */
	uint32_t key_end;   /* keys lie in 8 .. key_end, the value after it */
	uint32_t words;	    /* of the value */
	const struct dtrace_aggregate *function;
	struct dtrace_act *keys;
	uint32_t key_count;
	struct dtrace_act *weight; /* or NULL */
	struct dtrace_record_desc value;
	char name[64];
};

struct dtrace_clause {
	struct dtrace_enabling *enabling;
	struct dtrace_probe_desc *descriptions;
	uint32_t description_count;
	struct dtrace_difo *predicate; /* or NULL */
	struct dtrace_act *acts;
	uint32_t act_count;
	uint32_t size; /* of a firing with its header; 0: it writes none */
	uint32_t record_count;
	/* All it does is to count in the single entry of this one; or NULL. [hit] */
	const struct dtrace_aggregation *tally;
	bool speculates, commits; /* has such an action */
	bool continued;		  /* part of the clause before it: not counted as a match */
};

/* The clauses of one DOF image. Retained: probes that come later are matched too. */
struct dtrace_enabling {
	struct dtrace_enabling *next;
	struct dtrace_state *state;
	struct dtrace_clause *clauses;
	uint32_t clause_count;
};

/* --- program variables: variable.c ------------------------------------- */

struct dtrace_variable {
	uint32_t id;
	uint32_t program; /* dtrace_state.program when it was first named */
	uint8_t kind, scope;
	struct dif_type type; /* size settled: a string's is the state's strsize */
	uint32_t word;	      /* global and this-> scalars: index in dtrace_statics.words */
	uint32_t offset;      /* … by reference: of the data in dtrace_statics.data */
};

/* Ids start here (arrays below 0x100 and scalars from 0x500 share one table per scope). */
#define DTRACE_VARIABLE_FIRST DIF_VAR_ARRAY_USER_FIRST
#define DTRACE_SCOPES	      3

struct dtrace_variable_table {
	struct dtrace_variable **by_id; /* index id - DTRACE_VARIABLE_FIRST [hit] */
	uint32_t room;
	uint32_t words; /* words and data that statics of this scope need */
	uint32_t data;
};

/*
 * Storage of global or this-> scalars. A by-value variable is its word; a
 * by-reference variable's word says whether it was assigned, its bytes are in
 * data, which D programs may also write through pointers.
 */
struct dtrace_statics {
	uint64_t *words;
	uint8_t *data;
	uint32_t data_size;
};

/* --- consumers: state.c ------------------------------------------------ */

enum dtrace_activity {
	DTRACE_INACTIVE, /* programs may be added */
	DTRACE_WARMUP,	 /* only BEGIN fires */
	DTRACE_ACTIVE,
	DTRACE_EXITING,	 /* exit() was called: nothing fires */
	DTRACE_DRAINING, /* only END fires */
	DTRACE_STOPPED,
	DTRACE_KILLED /* by the deadman */
};

struct dtrace_state {
	/* [hit] read-mostly */
	int activity;
	unsigned int privileges;
	uint32_t uid;
	uint32_t number;
	uint32_t strsize;
	bool destructive;
	bool filled;
	bool exited;
	bool unclaimed; /* anonymous, nobody's yet */
	uint64_t alive;		      /* when the consumer was last heard of */
	struct dtrace_local **locals; /* by CPU; NULL: this CPU has no buffers */
	struct dtrace_statics globals;
	struct dtrace_variable_table variables[DTRACE_SCOPES];
	struct dtrace_dynamics *dynamics;
	struct dtrace_speculation *speculations;
	uint32_t speculation_count;

	/* control path */
	struct dtrace_state *next;
	struct dtrace_state *claimed; /* control calls are about this one instead */
	uint32_t begin_cpu;
	uint64_t options[DTRACEOPT_MAX];
	struct host_mutex *reading; /* taken before the control lock: one snapshot at a time */
	struct dtrace_enabling *enablings;
	uint32_t program; /* counts the programs that were tried */
	struct dtrace_ecb **ecb_blocks;
	uint32_t ecb_block_room;
	uint32_t ecb_count;
	struct dtrace_aggregation **aggregations;
	uint32_t aggregation_room, aggregation_count;
	char **formats;
	uint32_t format_room, format_count;
	uint32_t entry_max;   /* largest aggregation entry */
	uint32_t firing_max;  /* largest firing */
	uint32_t end_reserve; /* bytes END needs in a fill buffer */
	bool uses_speculations;
	bool linked;
	struct host_timer **cleaners; /* by CPU */
};

/* --- the engine -------------------------------------------------------- */

struct dtrace_engine {
	struct host_mutex *mutex;
	unsigned int cpu_count;
	struct dtrace_cpu *cpus;      /* [hit] */
	uint64_t deadman;	      /* [hit] ns that a consumer may be silent */
	struct dtrace_chunk **chunks; /* [hit] by id >> DTRACE_CHUNK_SHIFT */
	dtrace_id_t highest;	      /* of all ids ever given out */
	dtrace_id_t last;	      /* given out: the search for a free one goes on behind it */
	dtrace_id_t new_from, new_to; /* where the PROBE_NEW are; new_from 0: there are none */
	dtrace_id_t dying;	      /* destroyed probes awaiting the end of their firings */
	struct dtrace_name **names;   /* hash table */
	uint32_t name_buckets, name_count;
	struct dtrace_provider *providers;
	struct dtrace_state *states;
	struct dtrace_state *anonymous; /* unclaimed, one of the states */
	unsigned int state_count;
	uint32_t last_state;
	struct dtrace_provider *own; /* provider "dtrace" */
	dtrace_id_t begin, end, error;
	bool settling; /* inside dtrace_settle() */
};
extern struct dtrace_engine dtrace_engine;

/* --- functions between files; control lock held unless said otherwise --- */

/* engine.c */
void dtrace_lock(void);
/* Settles what changed (dtrace_settle), then releases. */
void dtrace_unlock(void);

/* names.c */
int dtrace_names_start(void);
void dtrace_names_stop(void);
struct dtrace_name *dtrace_name_find(const char *text);
struct dtrace_name *
dtrace_name_hold(const char *text); /* find or make, with a reference; NULL: no memory */
void dtrace_name_release(struct dtrace_name *name);

/* probe.c */
int dtrace_probes_start(void);
void dtrace_probes_stop(void);
/* [any] NULL when there is none; a destroyed one may be returned while something refers to it. */
struct dtrace_probe *dtrace_probe_slot(dtrace_id_t id);
struct dtrace_probe *dtrace_probe_find(dtrace_id_t id); /* alive, or NULL */
void dtrace_probe_release(struct dtrace_probe *probe);
void dtrace_probe_describe(const struct dtrace_probe *probe, struct dtrace_probe_desc *desc);
void dtrace_probes_reap(void); /* finish destroyed probes */
/* Change the novelty of all probes in from..to that have it. */
void dtrace_probes_age(dtrace_id_t from, dtrace_id_t to, enum dtrace_novelty was,
		       enum dtrace_novelty is);

/* match.c */
/* Visit living probes matching desc with from <= id <= to, in order of id, until visit returns
 * non-zero. */
int dtrace_match(const struct dtrace_probe_desc *desc, dtrace_id_t from, dtrace_id_t to,
		 int (*visit)(struct dtrace_probe *probe, void *argument), void *argument);

/* provider.c */
void dtrace_provide(const struct dtrace_probe_desc *pattern);
void dtrace_probe_arm(struct dtrace_probe *probe);
void dtrace_probe_disarm(struct dtrace_probe *probe);
void dtrace_providers_commit(void);
void dtrace_settle(void);
struct dtrace_provider *dtrace_provider_find(const char *name);

/* dtrace_provider.c */
int dtrace_own_provider_start(void);
void dtrace_own_provider_stop(void);

/* difo.c */
/* Verified deep copy in one piece of memory; 0, -ENOMEM, -EINVAL with message. */
int dtrace_difo_create(const struct dtrace_difo *from, struct dtrace_difo **difo, char *message,
		       size_t size);
void dtrace_difo_destroy(struct dtrace_difo *difo);

/* variable.c */
int dtrace_variables_add(struct dtrace_state *state, const struct dtrace_difo *difo, char *message,
			 size_t size);
void dtrace_variables_forget(struct dtrace_state *state, uint32_t program);
void dtrace_variables_destroy(struct dtrace_state *state);
uint32_t dtrace_type_size(const struct dtrace_state *state, const struct dif_type *type);
int dtrace_statics_create(struct dtrace_statics *statics,
			  const struct dtrace_variable_table *table);
void dtrace_statics_destroy(struct dtrace_statics *statics);

/* clause.c */
int dtrace_clause_finish(struct dtrace_state *state, struct dtrace_clause *clause, char *message,
			 size_t size);
void dtrace_clause_clear(struct dtrace_clause *clause);

/* agg.c */
const struct dtrace_aggregate *dtrace_aggregate_function(unsigned int kind);
/* Words of the value, 0 when arg makes no sense. */
uint32_t dtrace_aggregate_words(unsigned int kind, uint64_t arg);

/* dof.c */
/* Build an enabling (not yet part of the state) and set options from an image. 0 or negative errno
 * and message. */
int dtrace_dof_load(struct dtrace_state *state, const void *image, size_t size,
		    struct dtrace_enabling **enabling, char *message, size_t message_size);

/* enabling.c */
void dtrace_enabling_destroy(struct dtrace_enabling *enabling);
/* Match against all probes; counts probes and ECBs. 0, -ENOMEM, -E2BIG: too many ECBs. */
int dtrace_enabling_match(struct dtrace_enabling *enabling, uint32_t *matched, uint32_t *ecbs);
/* All enablings of running consumers against the PROBE_ARRIVING in from..to. */
void dtrace_enablings_match_new(dtrace_id_t from, dtrace_id_t to);

/* ecb.c */
int dtrace_ecb_create(struct dtrace_state *state, struct dtrace_clause *clause,
		      struct dtrace_probe *probe, struct dtrace_ecb **ecb);
struct dtrace_ecb *dtrace_ecb_find(const struct dtrace_state *state, dtrace_epid_t epid);
void dtrace_ecbs_truncate(struct dtrace_state *state,
			  uint32_t count); /* unlinked ones, newest first */
void dtrace_ecb_link(struct dtrace_ecb *ecb);
void dtrace_ecb_unlink(struct dtrace_ecb *ecb);
void dtrace_ecbs_link(struct dtrace_state *state);
/* Of the probes it is linked to, those that cannot fire, or not everywhere. */
uint32_t dtrace_ecbs_incomplete(const struct dtrace_state *state);
void dtrace_ecbs_unlink(struct dtrace_state *state); /* the caller commits and synchronizes */
void dtrace_ecbs_destroy(struct dtrace_state *state);

/* option.c */
void dtrace_options_start(struct dtrace_state *state);
int dtrace_option_set(struct dtrace_state *state, uint32_t option, uint64_t value, char *message,
		      size_t size);
uint64_t dtrace_option(const struct dtrace_state *state, unsigned int option);

/* state.c */
int dtrace_state_enable(struct dtrace_state *state, const void *image, size_t size,
			struct dtrace_ioc_enable *result);
int dtrace_state_go(struct dtrace_state *state, struct dtrace_ioc_cpu *result);
int dtrace_state_stop(struct dtrace_state *state, uint32_t *cpu);
void dtrace_state_free_programs(struct dtrace_state *state);
int dtrace_state_add_format(struct dtrace_state *state, const char *text, uint32_t *format);
int dtrace_state_add_aggregation(struct dtrace_state *state,
				 struct dtrace_aggregation *aggregation);

/* anonymous.c */
/* GO with grabanon: 0, -ENOENT without one, -EINVAL for a consumer with enabled probes of its own. */
int dtrace_anonymous_claim(struct dtrace_state *state, struct dtrace_ioc_cpu *result);

/* resource.c */
int dtrace_resources_create(struct dtrace_state *state);
void dtrace_resources_stop(struct dtrace_state *state); /* no timer of it runs any more */
void dtrace_resources_destroy(struct dtrace_state *state);

/* engine.c */
/* Make room for one more element of an array of pointers. 0 or -ENOMEM. */
int dtrace_grow(void *array_of_pointers, uint32_t *room, uint32_t needed);

#endif
