/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Between the scanner's patterns (dt_lex.l), their meaning (dt_word.c,
 * dt_literal.c) and the grammar.
 */
#ifndef DT_TOKEN_H
#define DT_TOKEN_H

#include "dt_unit.h"

union DT_YYSTYPE;

/* Count the characters of a match; its start is left in *place. */
void dt_lex_advance(struct dt_unit *unit, const char *text, size_t length,
		    struct dt_position *place);
void dt_lex_retreat(struct dt_unit *unit, size_t length);
/* A word between clauses: TOK_SPEC, a keyword or TOK_TNAME; *length shrinks when less is taken. */
int dt_lex_top(struct dt_unit *unit, const char *text, size_t *length, union DT_YYSTYPE *value);
int dt_lex_word(struct dt_unit *unit, const char *text, union DT_YYSTYPE *value);
bool dt_lex_predicate_ends(const struct dt_unit *unit);
/* Update the lexer's state for a token about to be returned. */
void dt_lex_follow(struct dt_unit *unit, int token);
void dt_lex_control(struct dt_unit *unit, const char *text);

int dt_lex_integer(struct dt_unit *unit, const char *text, union DT_YYSTYPE *value);
int dt_lex_string(struct dt_unit *unit, const char *text, size_t length, union DT_YYSTYPE *value);
int dt_lex_character(struct dt_unit *unit, const char *text, size_t length,
		     union DT_YYSTYPE *value);
int dt_lex_macro(struct dt_unit *unit, const char *text, union DT_YYSTYPE *value);

#endif
