/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Clauses and actions: each DT_NODE_ACTION becomes one struct dt_action, its
 * expression a DIF object that is optimised, given registers, assembled and, before it leaves,
 * shown to the engine's own verifier. A refusal there is a defect of this compiler and is reported
 * as such.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_cg.h"
#include "dt_ident.h"
#include "../driver/core/verify.h"

static uint32_t spill_variable(void *context, unsigned int n)
{
	return dt_ident_spill(context, n);
}

/* What the engine shall take from the register that the object returns. */
static struct dif_type result_type(struct dt_cg *cg, const struct dt_node *node)
{
	struct dif_type type = dt_cg_dif_type(cg, node->type);

	if (!(node->flags & DT_NF_REF))
		type.flags &= (uint8_t)~DIF_TYPE_BYREF;
	if (node->flags & DT_NF_SIGNED)
		type.flags |= DIF_TYPE_SIGNED;
	return type;
}

static void generate(struct dt_cg *cg, const struct dt_node *node, bool discard)
{
	uint32_t value = dt_cg_value(cg, node);

	if (discard) {
		value = DT_REG_ZERO;
		cg->ir->result = (struct dif_type){.kind = DIF_KIND_CTF};
	} else {
		cg->ir->result = result_type(cg, node);
		if (cg->ir->result.size > DTRACE_RESULT_MAX)
			dt_cg_fail(cg, node, D_UNKNOWN,
				   "value is too large to record: %u bytes, the limit is %u",
				   cg->ir->result.size, DTRACE_RESULT_MAX);
	}
	dt_ir_emit(cg->ir, DIF_OP_RET, 0, 0, value);
}

static bool give_registers(struct dt_cg *cg, const struct dt_node *node)
{
	unsigned int limit = cg->hdl->compile.max_registers;

	if (limit == 0)
		limit = DIF_INT_REGS;
	if (dt_allocate_registers(cg->ir, limit, spill_variable, cg->hdl) == 0)
		return true;
	if (!cg->ir->failed)
		dt_cg_fail(cg, node, D_NOREG, "expression needs more registers than there are");
	return false;
}

/* The engine would refuse the object: better to say so here, with the place. */
static bool verify(struct dt_cg *cg, const struct dt_node *node, const struct dt_difo *difo)
{
	struct dtrace_difo view = {
		.text = difo->text,
		.text_count = difo->text_count,
		.integers = difo->integers,
		.integer_count = difo->integer_count,
		.strings = difo->strings,
		.string_size = difo->string_size,
		.variables = difo->variables,
		.variable_count = difo->variable_count,
		.result = difo->result,
	};
	char reason[160];

	if (dtrace_dif_verify(&view, reason, sizeof(reason)) == 0)
		return true;
	dt_cg_fail(cg, node, D_UNKNOWN, "internal error: %s", reason);
	return false;
}

static struct dt_difo *finish(struct dt_cg *cg, const struct dt_node *node)
{
	struct dt_difo *difo;
	char reason[128];

	if (cg->failed_at)
		return NULL;
	if (!cg->hdl->compile.no_optimize)
		dt_optimize(cg->ir);
	if (!cg->ir->failed && !give_registers(cg, node))
		return NULL;
	dt_optimize_last(cg->ir);
	difo = dt_assemble(cg->ir, reason, sizeof(reason));
	if (difo == NULL && reason[0] != '\0')
		dt_cg_fail(cg, node, D_UNKNOWN, "%s", reason);
	if (difo == NULL || verify(cg, node, difo))
		return difo;
	dt_difo_destroy(difo);
	return NULL;
}

static void report(struct dt_cg *cg)
{
	if (cg->failed_at)
		dt_set_error(cg->hdl, EDT_COMPILER, "%s", cg->message);
	else
		dt_set_error(cg->hdl, EDT_NOMEM, NULL);
	cg->hdl->failed_at = cg->failed_at;
	cg->hdl->failed_tag = cg->tag;
}

struct dt_difo *dt_codegen_expression(struct dtrace_hdl *hdl, const struct dt_node *node,
				      bool discard)
{
	struct dt_cg cg = {.hdl = hdl, .ir = dt_ir_create()};
	struct dt_difo *difo = NULL;

	if (cg.ir != NULL) {
		generate(&cg, node, discard);
		difo = finish(&cg, node);
	}
	if (difo == NULL)
		report(&cg);
	dt_ir_destroy(cg.ir);
	return difo;
}

static bool copy_string(struct dtrace_hdl *hdl, char **to, const char *from)
{
	if (from == NULL)
		return true;
	*to = strdup(from);
	if (*to == NULL)
		dt_set_error(hdl, EDT_NOMEM, NULL);
	return *to != NULL;
}

static bool is_string(const struct dt_node *expression)
{
	return expression->type && dt_type_is_string(dt_type_resolve(expression->type));
}

/* Of a statement only the effect is wanted, but of a helper's the value, too. */
static bool is_discarded(const struct dt_node *node, bool helper)
{
	return (node->flags & DT_NF_DISCARD) && !(helper && is_string(node->left));
}

static int fill_action(struct dtrace_hdl *hdl, const struct dt_node *node, bool helper,
		       struct dt_action *action)
{
	action->kind = node->action;
	action->ntuple = node->ntuple;
	action->statement = node->statement;
	action->variable = node->variable;
	action->arg = node->arg;
	if (!copy_string(hdl, &action->format, node->format) ||
	    !copy_string(hdl, &action->name, node->name))
		return -1;
	if (node->left == NULL)
		return 0;
	action->difo = dt_codegen_expression(hdl, node->left, is_discarded(node, helper));
	if (action->difo == NULL)
		return -1;
	action->is_signed = action->difo->result.flags & DIF_TYPE_SIGNED;
	return 0;
}

static int add_action(struct dtrace_hdl *hdl, const struct dt_node *node, bool helper,
		      struct dt_action **last)
{
	*last = calloc(1, sizeof(**last));
	if (*last == NULL)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	return fill_action(hdl, node, helper, *last);
}

int dt_codegen_clause(struct dtrace_hdl *hdl, const struct dt_node *clause, struct dt_clause *out)
{
	struct dt_action **last = &out->actions;
	const struct dt_node *node;
	bool helper = dt_clause_is_helper(out);

	if (clause->predicate != NULL) {
		out->predicate = dt_codegen_expression(hdl, clause->predicate, false);
		if (out->predicate == NULL)
			return -1;
	}
	for (node = clause->actions; node != NULL; node = node->next) {
		if (add_action(hdl, node, helper, last) != 0)
			return -1;
		last = &(*last)->next;
	}
	return 0;
}
