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

/* One instruction that makes a value, and the ret of it. */
static uint8_t single_shape(struct dtrace_difo *difo)
{
	uint32_t first = difo->text[0];

	if (DIF_INSTR_OP(difo->text[1]) != DIF_OP_RET ||
	    DIF_INSTR_RD(first) != DIF_INSTR_RD(difo->text[1]))
		return DIFO_ANY;
	difo->id = DIF_INSTR_WIDE(first);
	switch (DIF_INSTR_OP(first)) {
	case DIF_OP_SETX:
		difo->constant = difo->integers[DIF_INSTR_WIDE(first)];
		return DIFO_CONSTANT;
	case DIF_OP_LDGS:
		return DIFO_GLOBAL;
	case DIF_OP_LDTS:
		return DIFO_THREAD;
	default:
		return DIFO_ANY;
	}
}

/* From `at` on: 0 if the branch there is not taken, 1 if it is. */
static bool is_answer(const struct dtrace_difo *difo, uint32_t at)
{
	const uint32_t *text = difo->text + at;
	uint32_t one = text[3];

	return DIF_INSTR_OP(text[0]) >= DIF_OP_BA && DIF_INSTR_OP(text[0]) <= DIF_OP_BLEU &&
	       DIF_INSTR_LABEL(text[0]) == at + 3 && DIF_INSTR_OP(text[1]) == DIF_OP_MOV &&
	       DIF_INSTR_R1(text[1]) == 0 && DIF_INSTR_OP(text[2]) == DIF_OP_RET &&
	       DIF_INSTR_RD(text[2]) == DIF_INSTR_RD(text[1]) && DIF_INSTR_OP(one) == DIF_OP_SETX &&
	       difo->integers[DIF_INSTR_WIDE(one)] == 1 && DIF_INSTR_OP(text[4]) == DIF_OP_RET &&
	       DIF_INSTR_RD(text[4]) == DIF_INSTR_RD(one);
}

/* ldgs a; then tst a, or setx b and cmp a, b; then the answer. Register 0 is never written. */
static uint8_t comparison_shape(struct dtrace_difo *difo)
{
	const uint32_t *text = difo->text;
	bool with_zero = difo->text_count == 7;
	uint32_t compare = text[with_zero ? 1 : 2];

	if (DIF_INSTR_OP(text[0]) != DIF_OP_LDGS ||
	    DIF_INSTR_R1(compare) != DIF_INSTR_RD(text[0]) || !is_answer(difo, with_zero ? 2 : 3))
		return DIFO_ANY;
	difo->constant = 0;
	if (!with_zero) {
		if (DIF_INSTR_OP(text[1]) != DIF_OP_SETX ||
		    DIF_INSTR_R2(compare) != DIF_INSTR_RD(text[1]) ||
		    DIF_INSTR_RD(text[0]) == DIF_INSTR_RD(text[1]))
			return DIFO_ANY;
		difo->constant = difo->integers[DIF_INSTR_WIDE(text[1])];
	}
	if (DIF_INSTR_OP(compare) != (with_zero ? DIF_OP_TST : DIF_OP_CMP))
		return DIFO_ANY;
	difo->id = DIF_INSTR_WIDE(text[0]);
	difo->branch = DIF_INSTR_OP(text[with_zero ? 2 : 3]);
	return DIFO_COMPARE;
}

static uint8_t shape_of(struct dtrace_difo *difo)
{
	switch (difo->text_count) {
	case 2:
		return single_shape(difo);
	case 7:
	case 8:
		return comparison_shape(difo);
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
