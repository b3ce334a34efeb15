/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The statements of a compiled program, for callers that look at it before they enable it. */
#include "dt_impl.h"

int dtrace_stmt_iter(dtrace_hdl_t *hdl, dtrace_prog_t *program, dtrace_stmt_f *function, void *data)
{
	const struct dt_clause *clause = program->clauses;
	int result = 0;

	for (; clause && !result; clause = clause->next) {
		dtrace_stmtdesc_t statement = {.descattr = clause->probe_attribute,
					       .stmtattr = clause->statement_attribute,
					       .predicate = clause->predicate != NULL};

		if (clause->continued)
			continue;
		for (const struct dt_action *action = clause->actions; action; action = action->next)
			statement.actions++;
		for (uint32_t i = 0; i < clause->probe_count && !result; i++) {
			statement.probe = &clause->probes[i];
			result = function(hdl, program, &statement, data);
		}
	}
	return result;
}
