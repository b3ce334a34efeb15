/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * DIF objects as the engine keeps them: verified, copied into one piece of memory, never changed
 * after that, so that firings may read them without any lock. Control path.
 */
#include "objects.h"

/* Put a table at *at and move *at on; NULL for an empty one. */
static const void *place(uint8_t **at, const void *from, size_t bytes)
{
	void *to = *at;

	if (bytes == 0)
		return NULL;
	memcpy(to, from, bytes);
	*at += DTRACE_ROUND_UP(bytes, 8);
	return to;
}

static uint8_t shape_of(const struct dtrace_difo *difo)
{
	if (difo->text_count != 2 || DIF_INSTR_OP(difo->text[1]) != DIF_OP_RET ||
	    DIF_INSTR_RD(difo->text[0]) != DIF_INSTR_RD(difo->text[1]))
		return DIFO_ANY;
	switch (DIF_INSTR_OP(difo->text[0])) {
	case DIF_OP_SETX:
		return DIFO_CONSTANT;
	case DIF_OP_LDGS:
		return DIFO_GLOBAL;
	case DIF_OP_LDTS:
		return DIFO_THREAD;
	default:
		return DIFO_ANY;
	}
}

int dtrace_difo_create(const struct dtrace_difo *from, struct dtrace_difo **difo, char *message,
		       size_t size)
{
	size_t text = from->text_count * sizeof(uint32_t);
	size_t integers = from->integer_count * sizeof(uint64_t);
	size_t variables = from->variable_count * sizeof(struct dif_variable);
	struct dtrace_difo *copy;
	uint8_t *at;
	int error = dtrace_dif_verify(from, message, size);

	if (error != 0)
		return error;
	copy = host_alloc(sizeof(*copy) + 32 + text + integers + variables + from->string_size);
	if (copy == NULL)
		return -ENOMEM;
	*copy = *from;
	at = (uint8_t *)(copy + 1);
	copy->integers = place(&at, from->integers, integers);
	copy->variables = place(&at, from->variables, variables);
	copy->text = place(&at, from->text, text);
	copy->strings = place(&at, from->strings, from->string_size);
	copy->shape = shape_of(copy);
	*difo = copy;
	return 0;
}

void dtrace_difo_destroy(struct dtrace_difo *difo)
{
	host_free(difo);
}
