/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What a word of D is: keyword, type name, identifier or probe description.
 *
 * C's grammar must know which names are types. Asking the type graph about every identifier
 * would read the kernel's types for "x = 1", so the question is only asked where a type can stand:
 * in declarations before a type has been named, and for (name) or (name *) in an expression.
 */
#include "dt_unit.h"
#include "dt_grammar.h"
#include "dt_token.h"
#include <ctype.h>
#include <stdlib.h>

/* --- keywords -------------------------------------------------------------------------------- */

struct keyword {
	const char *name;
	int token;
	bool declares; /* may begin a declaration */
};

/* Sorted by name. */
static const struct keyword keywords[] = {
	{"auto", TOK_AUTO, true},
	{"break", TOK_RESERVED, false},
	{"case", TOK_RESERVED, false},
	{"char", TOK_CHAR, true},
	{"const", TOK_CONST, true},
	{"continue", TOK_RESERVED, false},
	{"counter", TOK_RESERVED, false},
	{"default", TOK_RESERVED, false},
	{"do", TOK_RESERVED, false},
	{"double", TOK_DOUBLE, true},
	{"else", TOK_ELSE, false},
	{"enum", TOK_ENUM, true},
	{"extern", TOK_EXTERN, true},
	{"float", TOK_FLOAT, true},
	{"for", TOK_RESERVED, false},
	{"goto", TOK_RESERVED, false},
	{"if", TOK_IF, false},
	{"import", TOK_RESERVED, false},
	{"inline", TOK_INLINE, true},
	{"int", TOK_INT_TYPE, true},
	{"long", TOK_LONG, true},
	{"offsetof", TOK_OFFSETOF, false},
	{"probe", TOK_PROBE, false},
	{"provider", TOK_PROVIDER, true},
	{"register", TOK_REGISTER, true},
	{"restrict", TOK_RESTRICT, true},
	{"return", TOK_RESERVED, false},
	{"self", TOK_SELF, true},
	{"short", TOK_SHORT, true},
	{"signed", TOK_SIGNED, true},
	{"sizeof", TOK_SIZEOF, false},
	{"static", TOK_STATIC, true},
	{"string", TOK_STRING_TYPE, true},
	{"stringof", TOK_STRINGOF, false},
	{"struct", TOK_STRUCT, true},
	{"switch", TOK_RESERVED, false},
	{"this", TOK_THIS, true},
	{"translator", TOK_TRANSLATOR, true},
	{"typedef", TOK_TYPEDEF, true},
	{"union", TOK_UNION, true},
	{"unsigned", TOK_UNSIGNED, true},
	{"userland", TOK_USERLAND, true},
	{"void", TOK_VOID, true},
	{"volatile", TOK_VOLATILE, true},
	{"while", TOK_RESERVED, false},
	{"xlate", TOK_XLATE, false},
};

static int compare_keyword(const void *name, const void *row)
{
	return strcmp(name, ((const struct keyword *)row)->name);
}

static const struct keyword *keyword_find(const char *name)
{
	return bsearch(name, keywords, sizeof(keywords) / sizeof(keywords[0]), sizeof(keywords[0]),
		       compare_keyword);
}

/* --- position and looking ahead --- */

void dt_lex_advance(struct dt_unit *unit, const char *text, size_t length,
		    struct dt_position *place)
{
	struct dt_lexer *lexer = &unit->lexer;

	lexer->start = (struct dt_position){
		.source = unit->source,
		.line = lexer->line,
		.column = lexer->column,
		.offset = lexer->offset,
	};
	*place = lexer->start;
	lexer->offset += length;
	for (; length; length--, text++) {
		lexer->column++;
		if (*text == '\n') {
			lexer->line++;
			lexer->column = 1;
		}
	}
}

/* Give back the end of the last match; it holds no newline. */
void dt_lex_retreat(struct dt_unit *unit, size_t length)
{
	unit->lexer.offset -= length;
	unit->lexer.column -= length;
}

/* The next character that is neither blank nor in a comment. */
static const char *skip_blanks(const char *text)
{
	const char *end;

	for (;;) {
		while (isspace((unsigned char)*text))
			text++;
		if (text[0] != '/' || text[1] != '*')
			return text;
		end = strstr(text + 2, "*/");
		if (!end)
			return text + strlen(text);
		text = end + 2;
	}
}

static const char *ahead(const struct dt_unit *unit)
{
	return skip_blanks(unit->text + unit->lexer.offset);
}

static bool word_start(char c)
{
	return isalpha((unsigned char)c) || c == '_' || c == '`';
}

/* In a predicate a slash ends it when nothing of an expression follows. */
bool dt_lex_predicate_ends(const struct dt_unit *unit)
{
	char next = *ahead(unit);

	return next == '\0' || next == ';' || next == '{' || next == '/';
}

/* --- between clauses --- */

static size_t word_length(const char *text)
{
	size_t length = 0;

	if (!word_start(*text))
		return 0;
	while (isalnum((unsigned char)text[length]) || text[length] == '_' || text[length] == '`')
		length++;
	return length;
}

/* Is it the name of something other than a type? Then it is not looked for among types. */
static bool is_known_name(struct dt_unit *unit, const char *name)
{
	return dt_ident_lookup(unit->compiler, DIF_SCOPE_GLOBAL, name) != NULL;
}

static bool is_type(struct dt_unit *unit, const char *name)
{
	return !is_known_name(unit, name) && dt_type_lookup(unit->hdl, NULL, name);
}

/* "int*", "foo_t*x", "foo_t x": does a declaration begin with the first `length` characters? */
static bool begins_declaration(struct dt_unit *unit, const char *text, size_t length,
			       const struct keyword *keyword)
{
	const char *rest = text + length, *next = ahead(unit);

	if (!length || (keyword && !keyword->declares))
		return false;
	if (*rest == '\0') {
		if (keyword && unit->spec != DTRACE_PROBESPEC_NONE)
			return *next && *next != ',' && *next != '/';
		return keyword || word_start(*next) || *next == '*';
	}
	if (*rest != '*' || unit->cflags & DTRACE_C_PSPEC || strchr(text, ':'))
		return false;
	rest += strspn(rest, "*");
	if (word_start(*rest) && (keyword || is_type(unit, dt_unit_strndup(unit, text, length))))
		return rest[strcspn(rest, "*?-.[")] == '\0';
	return *rest == '\0' && word_start(*next);
}

int dt_lex_top(struct dt_unit *unit, const char *text, size_t *length, union DT_YYSTYPE *value)
{
	size_t word = word_length(text);
	char *name = dt_unit_strndup(unit, text, word);
	const struct keyword *keyword = keyword_find(name);

	if (begins_declaration(unit, text, word, keyword)) {
		*length = word;
		value->text = name;
		return keyword ? keyword->token : TOK_TNAME;
	}
	value->text = dt_macro_substitute(unit, text);
	return TOK_SPEC;
}

/* --- inside declarations and expressions --- */

/*
 * A word after "(" in an expression: (name), (name *) may be a cast. After (name) an operand
 * decides for it, an operator that needs a left operand against it; only where both can be the type
 * graph is asked.
 */
static bool is_cast(struct dt_unit *unit, const char *name)
{
	const char *next = ahead(unit);
	bool pointer = *next == '*', size = unit->lexer.before_last == TOK_SIZEOF;

	while (*next == '*')
		next = skip_blanks(next + 1);
	if (*next != ')')
		return false;
	if (pointer)
		return true;
	next = skip_blanks(next + 1);
	if (!size && (!*next || strchr(";,)]}/%<>=|^?:.", *next)))
		return false;
	if (!size && (*next == '&' && next[1] == '&'))
		return false;
	return is_type(unit, name);
}

static bool is_operand_end(int token)
{
	return token == TOK_IDENT || token == ')' || token == ']';
}

static bool is_type_in_expression(struct dt_unit *unit, const char *name)
{
	const struct dt_lexer *lexer = &unit->lexer;

	if (lexer->last != '(')
		return lexer->last == TOK_CONST || lexer->last == TOK_VOLATILE ||
		       lexer->last == TOK_USERLAND;
	if (lexer->before_last == TOK_OFFSETOF)
		return true;
	return !is_operand_end(lexer->before_last) && is_cast(unit, name);
}

static bool is_type_in_declaration(struct dt_unit *unit, const char *name)
{
	const struct dt_lexer *lexer = &unit->lexer;

	if (lexer->specified[lexer->depth])
		return false;
	return lexer->bracket[lexer->depth] != '[' || is_type(unit, name);
}

/* Keywords are names in these places. */
static bool is_member_name(struct dt_lexer *lexer)
{
	if (lexer->last == '.' || lexer->last == TOK_ARROW || lexer->last == TOK_PROBE)
		return true;
	return lexer->last == ',' && lexer->offsetof_depth &&
	       lexer->offsetof_depth == lexer->parens;
}

static bool is_tag(int token)
{
	return token == TOK_STRUCT || token == TOK_UNION || token == TOK_ENUM;
}

int dt_lex_word(struct dt_unit *unit, const char *text, union DT_YYSTYPE *value)
{
	struct dt_lexer *lexer = &unit->lexer;
	const struct keyword *keyword = keyword_find(text);
	bool declaration = lexer->stretch == DT_STRETCH_DECL || lexer->types;

	value->text = dt_unit_strdup(unit, text);
	if (is_member_name(lexer))
		return TOK_IDENT;
	if (keyword)
		return keyword->token;
	if (is_tag(lexer->last) || lexer->last == TOK_PROVIDER)
		return TOK_IDENT;
	if (declaration)
		return is_type_in_declaration(unit, text) ? TOK_TNAME : TOK_IDENT;
	return is_type_in_expression(unit, text) ? TOK_TNAME : TOK_IDENT;
}

/* --- following the tokens --- */

static void push(struct dt_unit *unit, char bracket, bool specified)
{
	struct dt_lexer *lexer = &unit->lexer;

	if (lexer->depth == DT_LEX_DEPTH - 1)
		dt_fail_at(unit, NULL, D_SYNTAX, "brackets are nested too deep");
	lexer->depth++;
	lexer->bracket[lexer->depth] = bracket;
	lexer->specified[lexer->depth] = specified;
}

static void pop(struct dt_lexer *lexer)
{
	if (lexer->depth)
		lexer->depth--;
}

/* "(" begins parameters, unless it groups a declarator: (*name), or an enumerator's value. */
static void open_paren(struct dt_unit *unit)
{
	struct dt_lexer *lexer = &unit->lexer;
	bool value = lexer->tag == TOK_ENUM && lexer->bracket[lexer->depth] == '{' &&
		     lexer->last != TOK_SIZEOF;

	push(unit, '(', value || *ahead(unit) == '*');
}

static void enter_expression(struct dt_lexer *lexer, enum dt_lex_context context)
{
	lexer->stretch = DT_STRETCH_EXPR;
	lexer->context = context;
	lexer->braces = context == DT_LEX_CLAUSE || context == DT_LEX_TRANSLATOR;
	lexer->parens = lexer->offsetof_depth = 0;
	lexer->types = false;
}

static void enter_declaration(struct dt_lexer *lexer)
{
	lexer->stretch = DT_STRETCH_DECL;
	lexer->depth = lexer->definition = lexer->tag = 0;
	lexer->specified[0] = false;
	lexer->bracket[0] = 0;
}

static void declaration_brace(struct dt_unit *unit)
{
	struct dt_lexer *lexer = &unit->lexer;

	if (lexer->definition == TOK_TRANSLATOR && !lexer->depth && !is_tag(lexer->last))
		enter_expression(lexer, DT_LEX_TRANSLATOR);
	else
		push(unit, '{', lexer->tag == TOK_ENUM);
}

static void declaration_separator(struct dt_lexer *lexer, int token)
{
	char bracket = lexer->bracket[lexer->depth];

	if (token == ';' && !lexer->depth)
		lexer->stretch = DT_STRETCH_TOP;
	else if (token == ';' || bracket == '(' || bracket == '[')
		lexer->specified[lexer->depth] = false;
	if (token == ';')
		lexer->tag = 0;
}

static void follow_declaration(struct dt_unit *unit, int token)
{
	struct dt_lexer *lexer = &unit->lexer;

	switch (token) {
	case '{':
		declaration_brace(unit);
		break;
	case '(':
		open_paren(unit);
		break;
	case '[':
		push(unit, '[', false);
		break;
	case '}':
		pop(lexer);
		lexer->specified[lexer->depth] = true;
		lexer->tag = 0;
		break;
	case ')':
	case ']':
		pop(lexer);
		break;
	case ';':
	case ',':
		declaration_separator(lexer, token);
		break;
	case '=':
		if (lexer->definition == TOK_INLINE && !lexer->depth)
			enter_expression(lexer, DT_LEX_INLINE);
		break;
	case '<':
		lexer->specified[lexer->depth] = false;
		break;
	case TOK_INLINE:
	case TOK_TRANSLATOR:
	case TOK_PROVIDER:
		lexer->definition = token;
		break;
	case TOK_STRUCT:
	case TOK_UNION:
	case TOK_ENUM:
		lexer->tag = token;
		lexer->specified[lexer->depth] = true;
		break;
	case TOK_CHAR:
	case TOK_DOUBLE:
	case TOK_FLOAT:
	case TOK_INT_TYPE:
	case TOK_LONG:
	case TOK_SHORT:
	case TOK_SIGNED:
	case TOK_UNSIGNED:
	case TOK_STRING_TYPE:
	case TOK_VOID:
	case TOK_TNAME:
		lexer->specified[lexer->depth] = true;
		break;
	}
}

static void close_brace(struct dt_lexer *lexer)
{
	if (--lexer->braces > 0)
		return;
	if (lexer->context == DT_LEX_TRANSLATOR) {
		enter_declaration(lexer);
		lexer->specified[0] = true;
	} else {
		lexer->stretch = DT_STRETCH_TOP;
	}
}

/* The types between < and > of an xlate are followed as a declaration. */
static bool follow_xlate(struct dt_unit *unit, int token)
{
	struct dt_lexer *lexer = &unit->lexer;

	if (!lexer->types && token == '<' && lexer->last == TOK_XLATE) {
		lexer->types = true;
		lexer->depth = 0;
		lexer->specified[0] = false;
		lexer->bracket[0] = 0;
		return true;
	}
	if (lexer->types && token == '>')
		lexer->types = false;
	else if (lexer->types)
		follow_declaration(unit, token);
	return lexer->types;
}

static void follow_expression(struct dt_unit *unit, int token)
{
	struct dt_lexer *lexer = &unit->lexer;

	if (follow_xlate(unit, token))
		return;
	if (token == '(') {
		lexer->parens++;
		if (lexer->last == TOK_OFFSETOF)
			lexer->offsetof_depth = lexer->parens;
	} else if (token == ')') {
		if (lexer->parens-- == lexer->offsetof_depth)
			lexer->offsetof_depth = 0;
	} else if (token == '{') {
		lexer->braces++;
	} else if (token == '}') {
		close_brace(lexer);
	} else if (token == TOK_PRED_END || (token == ';' && lexer->context == DT_LEX_INLINE)) {
		lexer->stretch = DT_STRETCH_TOP;
	}
}

static void follow_top(struct dt_unit *unit, int token)
{
	struct dt_lexer *lexer = &unit->lexer;

	if (token == TOK_PRED_BEGIN) {
		enter_expression(lexer, DT_LEX_PREDICATE);
		unit->region = DT_REGION_PREDICATE;
	} else if (token == '{') {
		enter_expression(lexer, DT_LEX_CLAUSE);
		unit->region = DT_REGION_ACTIONS;
	} else if (token != TOK_SPEC && token > 255) {
		enter_declaration(lexer);
		follow_declaration(unit, token);
	}
}

void dt_lex_follow(struct dt_unit *unit, int token)
{
	struct dt_lexer *lexer = &unit->lexer;

	if (lexer->stretch == DT_STRETCH_TOP)
		follow_top(unit, token);
	else if (lexer->stretch == DT_STRETCH_DECL)
		follow_declaration(unit, token);
	else
		follow_expression(unit, token);
	if (lexer->stretch == DT_STRETCH_TOP)
		unit->region = DT_REGION_NONE;
	lexer->before_last = lexer->last;
	lexer->last = token;
}

void dt_lex_control(struct dt_unit *unit, const char *text)
{
	dt_control_line(unit, dt_unit_strdup(unit, strchr(text, '#') + 1));
}
