/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Lowering of actions and aggregating functions: the hooks of dt_functions.c. A hook
 * gets a raw call (DT_FF_RAW: arguments raw; else cooked and converted by the prototype), checks it
 * and appends DT_NODE_ACTION nodes to the clause. Hooks of DT_FF_KEY rows only fill call->action,
 * arg and left, because they also make keys of aggregations. Hooks of aggregating functions fill
 * call->left (value), call->right (weight or NULL) and call->arg.
 */
#ifndef DT_ACTION_H
#define DT_ACTION_H

#include "dt_cook.h"

#define DT_FF_RAW 0x1 /* the hook cooks the arguments */
#define DT_FF_KEY 0x2 /* may be a key of an aggregation */

/* dt_act_record.c */
void dt_action_trace(struct dt_unit *unit, struct dt_node *call);
void dt_action_tracemem(struct dt_unit *unit, struct dt_node *call);
void dt_action_printm(struct dt_unit *unit, struct dt_node *call);
void dt_action_print(struct dt_unit *unit, struct dt_node *call);
void dt_action_stack(struct dt_unit *unit, struct dt_node *call);
void dt_action_ustack(struct dt_unit *unit, struct dt_node *call);
void dt_action_symbol(struct dt_unit *unit, struct dt_node *call);
void dt_action_exit(struct dt_unit *unit, struct dt_node *call);

/* dt_act_pcap.c */
void dt_action_pcap(struct dt_unit *unit, struct dt_node *call);

/* dt_act_control.c */
void dt_action_speculate(struct dt_unit *unit, struct dt_node *call);
void dt_action_commit(struct dt_unit *unit, struct dt_node *call);
void dt_action_discard(struct dt_unit *unit, struct dt_node *call);
void dt_action_destructive(struct dt_unit *unit, struct dt_node *call);
void dt_action_clear(struct dt_unit *unit, struct dt_node *call);
void dt_action_trunc(struct dt_unit *unit, struct dt_node *call);
void dt_action_normalize(struct dt_unit *unit, struct dt_node *call);
void dt_action_denormalize(struct dt_unit *unit, struct dt_node *call);
void dt_action_setopt(struct dt_unit *unit, struct dt_node *call);
void dt_action_ftruncate(struct dt_unit *unit, struct dt_node *call);

/* dt_act_printf.c */
void dt_action_printf(struct dt_unit *unit, struct dt_node *call);
void dt_action_printa(struct dt_unit *unit, struct dt_node *call);
void dt_action_system(struct dt_unit *unit, struct dt_node *call);
void dt_action_freopen(struct dt_unit *unit, struct dt_node *call);

/* dt_act_agg.c */
void dt_cook_aggregation(struct dt_unit *unit, struct dt_node *assignment);
void dt_aggregate_count(struct dt_unit *unit, struct dt_node *call);
void dt_aggregate_one(struct dt_unit *unit, struct dt_node *call);
void dt_aggregate_quantize(struct dt_unit *unit, struct dt_node *call);
void dt_aggregate_lquantize(struct dt_unit *unit, struct dt_node *call);
void dt_aggregate_llquantize(struct dt_unit *unit, struct dt_node *call);

/* --- for the hooks --- */

/* The clause records data now: not after commit(). */
void dt_note_record(struct dt_unit *unit, const struct dt_node *call);
/* Append one action. Its kind is also checked against what the clause did before. */
struct dt_node *dt_action_add(struct dt_unit *unit, const struct dt_node *at, uint32_t kind,
			      struct dt_node *expression, uint32_t statement);
struct dt_node *dt_libact_add(struct dt_unit *unit, const struct dt_node *call,
			      struct dt_node *expression, uint32_t statement);
/*
 * stack(), usym() and their like as a key or as an argument of printf: its action, arg and left are
 * filled. False when the (raw) call is none of them; any other action fails with `tag`.
 */
bool dt_cook_key_action(struct dt_unit *unit, struct dt_node *call, enum dt_errtag tag,
			const char *what);
/* The bytes at an address, as a record of that size (dt_act_record.c). */
struct dt_node *dt_bytes_at(struct dt_unit *unit, struct dt_node *address, uint64_t size);
/* A positive integer constant. */
bool dt_positive(const struct dt_node *node, uint64_t limit);

#endif
