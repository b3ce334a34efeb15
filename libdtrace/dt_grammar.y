/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The grammar of D. Actions only build nodes and hand whole definitions on; no
 * rule looks a name up. C's expression and declaration grammar follows ISO C, 6.5 and 6.7.
 */
%define api.pure full
%define api.prefix {dt_yy}
%define api.location.type {struct dt_position}
%define api.header.include {"dt_grammar.h"}
%define parse.error verbose
%locations
%param {struct dt_unit *unit}
%lex-param {void *scanner}
%parse-param {void *scanner}
%expect 1 /* the dangling else */

%code top {
#include "dt_suggest.h"
#include "dt_unit.h"
#include <ctype.h>
}

%code requires {
struct dt_position;
struct dt_unit;
}

%code provides {
int dt_yylex(DT_YYSTYPE *value, struct dt_position *place, struct dt_unit *unit, void *scanner);
}

%code {
#define YYLLOC_DEFAULT(current, right, count)                                                      \
	((current) = (count) ? YYRHSLOC(right, 1) : unit->lexer.start)
/* The stacks never grow, so that leaving by longjmp loses no memory. */
#define YYINITDEPTH 2000
#define YYMAXDEPTH 2000

int dt_yylex_scan(DT_YYSTYPE *value, struct dt_position *place, void *scanner);
static void dt_yyerror(struct dt_position *place, struct dt_unit *unit, void *scanner,
		       const char *message);
static void chain(struct dt_modifier *list, struct dt_modifier *tail);
static struct dt_decl *pointer_to(struct dt_modifier *pointers, struct dt_decl *decl);
static struct dt_decl *suffixed(struct dt_decl *decl, struct dt_modifier *modifier);
static struct dt_modifier *with_parameters(struct dt_unit *unit, enum dt_modifier_kind kind,
					   struct dt_decl *parameters);
static struct dt_node *conditional(struct dt_unit *unit, const struct dt_position *place,
				   struct dt_node *condition, struct dt_node *left,
				   struct dt_node *right);
static struct dt_node *call(struct dt_unit *unit, const struct dt_position *place,
			    struct dt_node *callee, struct dt_node *args);
static struct dt_node *subscript(struct dt_unit *unit, const struct dt_position *place,
				 struct dt_node *base, struct dt_node *args);
static struct dt_node *with_decl(struct dt_unit *unit, const struct dt_position *place,
				 enum dt_node_kind kind, struct dt_decl *decl,
				 struct dt_node *left);
static struct dt_node *make_if(struct dt_unit *unit, const struct dt_position *place,
			       struct dt_node *condition, struct dt_node *body,
			       struct dt_node *otherwise);
static struct dt_node *make_clause(struct dt_unit *unit, const struct dt_position *place,
				   struct dt_node *descs, struct dt_node *predicate,
				   struct dt_node *body);
}

%union {
	char *text;
	struct dt_node *node;
	struct dt_decl *decl;
	struct dt_specs *specs;
	struct dt_modifier *modifier;
	int op;
	unsigned int flags;
}

%token <text> TOK_SPEC "probe description"
%token <text> TOK_IDENT "identifier"
%token <text> TOK_TNAME "type name"
%token <text> TOK_AGG "aggregation"
%token <node> TOK_INT "integer"
%token <node> TOK_STRING "string"
%token TOK_PRED_BEGIN "/" TOK_PRED_END "end of predicate"
%token TOK_ARROW "->" TOK_INCREMENT "++" TOK_DECREMENT "--" TOK_SHL "<<" TOK_SHR ">>"
%token TOK_LE "<=" TOK_GE ">=" TOK_EQ "==" TOK_NE "!=" TOK_LAND "&&" TOK_LXOR "^^" TOK_LOR "||"
%token TOK_ASSIGN_ADD "+=" TOK_ASSIGN_SUB "-=" TOK_ASSIGN_MUL "*=" TOK_ASSIGN_DIV "/="
%token TOK_ASSIGN_MOD "%=" TOK_ASSIGN_AND "&=" TOK_ASSIGN_XOR "^=" TOK_ASSIGN_OR "|="
%token TOK_ASSIGN_SHL "<<=" TOK_ASSIGN_SHR ">>=" TOK_ELLIPSIS "..."
%token <text> TOK_RESERVED "reserved word"
%token TOK_AUTO "auto" TOK_CHAR "char" TOK_CONST "const" TOK_DOUBLE "double" TOK_ELSE "else"
%token TOK_ENUM "enum" TOK_EXTERN "extern" TOK_FLOAT "float" TOK_IF "if" TOK_INLINE "inline"
%token TOK_INT_TYPE "int" TOK_LONG "long" TOK_OFFSETOF "offsetof" TOK_PROBE "probe"
%token TOK_PROVIDER "provider" TOK_REGISTER "register" TOK_RESTRICT "restrict" TOK_SELF "self"
%token TOK_SHORT "short" TOK_SIGNED "signed" TOK_SIZEOF "sizeof" TOK_STATIC "static"
%token TOK_STRING_TYPE "string type" TOK_STRINGOF "stringof" TOK_STRUCT "struct" TOK_THIS "this"
%token TOK_TRANSLATOR "translator" TOK_TYPEDEF "typedef" TOK_UNION "union"
%token TOK_UNSIGNED "unsigned" TOK_USERLAND "userland" TOK_VOID "void" TOK_VOLATILE "volatile"
%token TOK_XLATE "xlate"

%type <node> specs_list spec clause_body statements statement block optional_expression
%type <node> expression assignment conditional logical_or logical_xor logical_and bit_or bit_xor
%type <node> bit_and equality relational shift additive multiplicative cast unary postfix primary
%type <node> arguments optional_arguments enumerators enumerator translator_members
%type <node> translator_member provider_probes provider_probe constant
%type <op> assignment_operator unary_operator relational_operator equality_operator
%type <op> tag storage base
%type <specs> declaration_specs declaration_spec specifiers specifier tagged
%type <text> optional_tag
%type <decl> declarators declarator direct_declarator abstract_declarator direct_abstract
%type <decl> parameters parameter_list parameter type_name members member member_declarators
%type <decl> member_declarator probe_arguments
%type <modifier> pointers pointer suffix
%type <flags> qualifiers qualifier attribute

%start program

%%

/* --- top level --------------------------------------------------------------------------- */

program: %empty
	| program external	{ unit->externals++; }
	;

external: clause
	| declaration
	| inline
	| translator
	| provider
	;

clause: specs_list
		{ make_clause(unit, &@1, $1, NULL, NULL)->flags |= DT_NF_BARE; }
	| specs_list clause_body
		{ make_clause(unit, &@1, $1, NULL, $2); }
	| specs_list TOK_PRED_BEGIN expression TOK_PRED_END clause_body
		{ make_clause(unit, &@1, $1, $3, $5); }
	;

specs_list: spec
	| specs_list ',' spec	{ $$ = dt_node_append($1, $3); }
	;

spec: TOK_SPEC	{ $$ = dt_node_text(unit, &@1, DT_NODE_PROBE_DESC, $1); }
	;

clause_body: '{' statements optional_expression '}'	{ $$ = dt_node_append($2, $3); }
	;

/* --- statements ------------------------------------------------------------------------------ */

optional_expression: %empty	{ $$ = NULL; }
	| expression
		{ $$ = dt_node_op1(unit, &@1, DT_OP_NONE, $1); $$->kind = DT_NODE_EXPRESSION; }
	;

statements: %empty	{ $$ = NULL; }
	| statements statement	{ $$ = dt_node_append($1, $2); }
	;

statement: ';'	{ $$ = NULL; }
	| expression ';'
		{ $$ = dt_node_op1(unit, &@1, DT_OP_NONE, $1); $$->kind = DT_NODE_EXPRESSION; }
	| TOK_IF '(' expression ')' block		{ $$ = make_if(unit, &@1, $3, $5, NULL); }
	| TOK_IF '(' expression ')' block TOK_ELSE block	{ $$ = make_if(unit, &@1, $3, $5, $7); }
	;

block: statement
	| '{' statements optional_expression '}'	{ $$ = dt_node_append($2, $3); }
	;

/* --- expressions ----------------------------------------------------------------------------- */

expression: assignment
	| expression ',' assignment	{ $$ = dt_node_op2(unit, &@2, DT_OP_COMMA, $1, $3); }
	;

assignment: conditional
	| unary assignment_operator assignment	{ $$ = dt_node_op2(unit, &@2, $2, $1, $3); }
	;

assignment_operator: '='	{ $$ = DT_OP_ASSIGN; }
	| "+="	{ $$ = DT_OP_ASSIGN_ADD; }
	| "-="	{ $$ = DT_OP_ASSIGN_SUB; }
	| "*="	{ $$ = DT_OP_ASSIGN_MUL; }
	| "/="	{ $$ = DT_OP_ASSIGN_DIV; }
	| "%="	{ $$ = DT_OP_ASSIGN_MOD; }
	| "&="	{ $$ = DT_OP_ASSIGN_AND; }
	| "^="	{ $$ = DT_OP_ASSIGN_XOR; }
	| "|="	{ $$ = DT_OP_ASSIGN_OR; }
	| "<<="	{ $$ = DT_OP_ASSIGN_SHL; }
	| ">>="	{ $$ = DT_OP_ASSIGN_SHR; }
	;

constant: conditional
	;

conditional: logical_or
	| logical_or '?' expression ':' conditional	{ $$ = conditional(unit, &@2, $1, $3, $5); }
	;

logical_or: logical_xor
	| logical_or "||" logical_xor	{ $$ = dt_node_op2(unit, &@2, DT_OP_LOR, $1, $3); }
	;

logical_xor: logical_and
	| logical_xor "^^" logical_and	{ $$ = dt_node_op2(unit, &@2, DT_OP_LXOR, $1, $3); }
	;

logical_and: bit_or
	| logical_and "&&" bit_or	{ $$ = dt_node_op2(unit, &@2, DT_OP_LAND, $1, $3); }
	;

bit_or: bit_xor
	| bit_or '|' bit_xor	{ $$ = dt_node_op2(unit, &@2, DT_OP_OR, $1, $3); }
	;

bit_xor: bit_and
	| bit_xor '^' bit_and	{ $$ = dt_node_op2(unit, &@2, DT_OP_XOR, $1, $3); }
	;

bit_and: equality
	| bit_and '&' equality	{ $$ = dt_node_op2(unit, &@2, DT_OP_AND, $1, $3); }
	;

equality: relational
	| equality equality_operator relational	{ $$ = dt_node_op2(unit, &@2, $2, $1, $3); }
	;

equality_operator: "=="	{ $$ = DT_OP_EQ; }
	| "!="	{ $$ = DT_OP_NE; }
	;

relational: shift
	| relational relational_operator shift	{ $$ = dt_node_op2(unit, &@2, $2, $1, $3); }
	;

relational_operator: '<'	{ $$ = DT_OP_LT; }
	| '>'	{ $$ = DT_OP_GT; }
	| "<="	{ $$ = DT_OP_LE; }
	| ">="	{ $$ = DT_OP_GE; }
	;

shift: additive
	| shift "<<" additive	{ $$ = dt_node_op2(unit, &@2, DT_OP_SHL, $1, $3); }
	| shift ">>" additive	{ $$ = dt_node_op2(unit, &@2, DT_OP_SHR, $1, $3); }
	;

additive: multiplicative
	| additive '+' multiplicative	{ $$ = dt_node_op2(unit, &@2, DT_OP_ADD, $1, $3); }
	| additive '-' multiplicative	{ $$ = dt_node_op2(unit, &@2, DT_OP_SUB, $1, $3); }
	;

multiplicative: cast
	| multiplicative '*' cast	{ $$ = dt_node_op2(unit, &@2, DT_OP_MUL, $1, $3); }
	| multiplicative '/' cast	{ $$ = dt_node_op2(unit, &@2, DT_OP_DIV, $1, $3); }
	| multiplicative '%' cast	{ $$ = dt_node_op2(unit, &@2, DT_OP_MOD, $1, $3); }
	;

cast: unary
	| '(' type_name ')' cast	{ $$ = with_decl(unit, &@1, DT_NODE_CAST, $2, $4); }
	;

unary: postfix
	| "++" unary	{ $$ = dt_node_op1(unit, &@1, DT_OP_PRE_INC, $2); }
	| "--" unary	{ $$ = dt_node_op1(unit, &@1, DT_OP_PRE_DEC, $2); }
	| unary_operator cast	{ $$ = dt_node_op1(unit, &@1, $1, $2); }
	| TOK_SIZEOF unary	{ $$ = with_decl(unit, &@1, DT_NODE_SIZEOF, NULL, $2); }
	| TOK_SIZEOF '(' type_name ')'	{ $$ = with_decl(unit, &@1, DT_NODE_SIZEOF, $3, NULL); }
	| TOK_STRINGOF unary	{ $$ = dt_node_op1(unit, &@1, DT_OP_STRINGOF, $2); }
	;

unary_operator: '&'	{ $$ = DT_OP_ADDRESS; }
	| '*'	{ $$ = DT_OP_DEREF; }
	| '+'	{ $$ = DT_OP_PLUS; }
	| '-'	{ $$ = DT_OP_NEGATE; }
	| '~'	{ $$ = DT_OP_COMPLEMENT; }
	| '!'	{ $$ = DT_OP_NOT; }
	;

postfix: primary
	| postfix '[' arguments ']'	{ $$ = subscript(unit, &@2, $1, $3); }
	| postfix '(' optional_arguments ')'	{ $$ = call(unit, &@1, $1, $3); }
	| postfix '.' TOK_IDENT
		{ $$ = dt_node_op1(unit, &@3, DT_OP_DOT, $1); $$->string = $3; }
	| postfix "->" TOK_IDENT
		{ $$ = dt_node_op1(unit, &@3, DT_OP_ARROW, $1); $$->string = $3; }
	| postfix "++"	{ $$ = dt_node_op1(unit, &@2, DT_OP_POST_INC, $1); }
	| postfix "--"	{ $$ = dt_node_op1(unit, &@2, DT_OP_POST_DEC, $1); }
	| TOK_OFFSETOF '(' type_name ',' TOK_IDENT ')'
		{ $$ = with_decl(unit, &@1, DT_NODE_OFFSETOF, $3, NULL); $$->string = $5; }
	| TOK_XLATE '<' type_name '>' '(' expression ')'
		{ $$ = with_decl(unit, &@1, DT_NODE_XLATE, $3, $6); }
	;

primary: TOK_IDENT	{ $$ = dt_node_ident(unit, &@1, DIF_SCOPE_GLOBAL, $1); }
	| TOK_SELF "->" TOK_IDENT	{ $$ = dt_node_ident(unit, &@1, DIF_SCOPE_THREAD, $3); }
	| TOK_THIS "->" TOK_IDENT	{ $$ = dt_node_ident(unit, &@1, DIF_SCOPE_LOCAL, $3); }
	| TOK_AGG	{ $$ = dt_node_text(unit, &@1, DT_NODE_AGG, $1); }
	| TOK_INT
	| TOK_STRING
	| '(' expression ')'	{ $$ = $2; }
	;

optional_arguments: %empty	{ $$ = NULL; }
	| arguments
	;

arguments: assignment
	| arguments ',' assignment	{ $$ = dt_node_append($1, $3); }
	;

/* --- declarations ---------------------------------------------------------------------------- */

declaration: declaration_specs ';'	{ dt_declare(unit, $1, NULL); }
	| declaration_specs declarators ';'	{ dt_declare(unit, $1, $2); }
	;

declaration_specs: declaration_spec
	| declaration_specs declaration_spec	{ $$ = dt_specs_merge(unit, $1, $2); }
	;

declaration_spec: specifier
	| storage	{ $$ = dt_specs_new(unit, &@1); dt_specs_storage(unit, $$, $1); }
	;

specifiers: specifier
	| specifiers specifier	{ $$ = dt_specs_merge(unit, $1, $2); }
	;

storage: TOK_AUTO	{ $$ = DT_STORAGE_AUTO; }
	| TOK_REGISTER	{ $$ = DT_STORAGE_REGISTER; }
	| TOK_STATIC	{ $$ = DT_STORAGE_STATIC; }
	| TOK_EXTERN	{ $$ = DT_STORAGE_EXTERN; }
	| TOK_TYPEDEF	{ $$ = DT_STORAGE_TYPEDEF; }
	| TOK_SELF	{ $$ = DT_STORAGE_SELF; }
	| TOK_THIS	{ $$ = DT_STORAGE_THIS; }
	;

specifier: base	{ $$ = dt_specs_new(unit, &@1); dt_specs_base(unit, $$, $1, NULL); }
	| attribute	{ $$ = dt_specs_new(unit, &@1); dt_specs_flag(unit, $$, $1); }
	| qualifier	{ $$ = dt_specs_new(unit, &@1); dt_specs_flag(unit, $$, $1); }
	| TOK_TNAME	{ $$ = dt_specs_new(unit, &@1); dt_specs_base(unit, $$, DT_BASE_NAME, $1); }
	| tagged
	;

base: TOK_VOID	{ $$ = DT_BASE_VOID; }
	| TOK_CHAR	{ $$ = DT_BASE_CHAR; }
	| TOK_INT_TYPE	{ $$ = DT_BASE_INT; }
	| TOK_FLOAT	{ $$ = DT_BASE_FLOAT; }
	| TOK_DOUBLE	{ $$ = DT_BASE_DOUBLE; }
	| TOK_STRING_TYPE	{ $$ = DT_BASE_STRING; }
	;

attribute: TOK_SHORT	{ $$ = DT_SPEC_SHORT; }
	| TOK_LONG	{ $$ = DT_SPEC_LONG; }
	| TOK_SIGNED	{ $$ = DT_SPEC_SIGNED; }
	| TOK_UNSIGNED	{ $$ = DT_SPEC_UNSIGNED; }
	;

qualifier: TOK_CONST	{ $$ = DT_SPEC_CONST; }
	| TOK_VOLATILE	{ $$ = DT_SPEC_VOLATILE; }
	| TOK_RESTRICT	{ $$ = DT_SPEC_RESTRICT; }
	| TOK_USERLAND	{ $$ = DT_SPEC_USERLAND; }
	;

tagged: tag TOK_IDENT
		{ $$ = dt_specs_new(unit, &@1); dt_specs_base(unit, $$, $1, $2); }
	| tag optional_tag '{' members '}'
		{ $$ = dt_specs_new(unit, &@1); dt_specs_base(unit, $$, $1, $2);
		  $$->has_body = true; $$->members = $4; }
	| TOK_ENUM TOK_IDENT
		{ $$ = dt_specs_new(unit, &@1); dt_specs_base(unit, $$, DT_BASE_ENUM, $2); }
	| TOK_ENUM optional_tag '{' enumerators optional_comma '}'
		{ $$ = dt_specs_new(unit, &@1); dt_specs_base(unit, $$, DT_BASE_ENUM, $2);
		  $$->has_body = true; $$->enumerators = $4; }
	;

tag: TOK_STRUCT	{ $$ = DT_BASE_STRUCT; }
	| TOK_UNION	{ $$ = DT_BASE_UNION; }
	;

optional_tag: %empty	{ $$ = NULL; }
	| TOK_IDENT
	;

optional_comma: %empty
	| ','
	;

members: member
	| members member	{ $$ = dt_decl_append($1, $2); }
	;

member: specifiers ';'
		{ $$ = dt_decl_specify(dt_decl_new(unit, &@1, NULL), $1); }
	| specifiers member_declarators ';'	{ $$ = dt_decl_specify($2, $1); }
	;

member_declarators: member_declarator
	| member_declarators ',' member_declarator	{ $$ = dt_decl_append($1, $3); }
	;

member_declarator: declarator
	| declarator ':' constant	{ $$ = $1; $$->bits = $3; }
	| ':' constant	{ $$ = dt_decl_new(unit, &@1, NULL); $$->bits = $2; }
	;

enumerators: enumerator
	| enumerators ',' enumerator	{ $$ = dt_node_append($1, $3); }
	;

enumerator: TOK_IDENT	{ $$ = dt_node_ident(unit, &@1, DIF_SCOPE_GLOBAL, $1); }
	| TOK_IDENT '=' constant
		{ $$ = dt_node_ident(unit, &@1, DIF_SCOPE_GLOBAL, $1); $$->left = $3; }
	;

/* --- declarators: modifiers are listed from the base type outwards --------------------------- */

declarators: declarator
	| declarators ',' declarator	{ $$ = dt_decl_append($1, $3); }
	;

declarator: direct_declarator
	| pointers direct_declarator	{ $$ = pointer_to($1, $2); }
	;

direct_declarator: TOK_IDENT	{ $$ = dt_decl_new(unit, &@1, $1); }
	| '(' declarator ')'	{ $$ = $2; }
	| direct_declarator suffix	{ $$ = suffixed($1, $2); }
	;

suffix: '[' ']'	{ $$ = dt_modifier_new(unit, DT_MODIFIER_ARRAY); }
	| '[' constant ']'	{ $$ = dt_modifier_new(unit, DT_MODIFIER_ARRAY); $$->size = $2; }
	| '[' parameters ']'	{ $$ = with_parameters(unit, DT_MODIFIER_KEYS, $2); }
	| '(' ')'	{ $$ = with_parameters(unit, DT_MODIFIER_FUNCTION, NULL); }
	| '(' parameters ')'	{ $$ = with_parameters(unit, DT_MODIFIER_FUNCTION, $2); }
	;

pointers: pointer
	| pointers pointer	{ $$ = $1; chain($1, $2); }
	;

pointer: '*' qualifiers
		{ $$ = dt_modifier_new(unit, DT_MODIFIER_POINTER); $$->qualifiers = $2; }
	;

qualifiers: %empty	{ $$ = 0; }
	| qualifiers qualifier	{ $$ = $1 | $2; }
	;

parameters: parameter_list
	| parameter_list ',' "..."
		{ struct dt_decl *rest = dt_decl_new(unit, &@3, NULL);
		  rest->variadic = true; $$ = dt_decl_append($1, rest); }
	| "..."	{ $$ = dt_decl_new(unit, &@1, NULL); $$->variadic = true; }
	;

parameter_list: parameter
	| parameter_list ',' parameter	{ $$ = dt_decl_append($1, $3); }
	;

parameter: declaration_specs	{ $$ = dt_decl_specify(dt_decl_new(unit, &@1, NULL), $1); }
	| declaration_specs declarator	{ $$ = dt_decl_specify($2, $1); }
	| declaration_specs abstract_declarator	{ $$ = dt_decl_specify($2, $1); }
	;

type_name: specifiers	{ $$ = dt_decl_specify(dt_decl_new(unit, &@1, NULL), $1); }
	| specifiers abstract_declarator	{ $$ = dt_decl_specify($2, $1); }
	;

abstract_declarator: pointers
		{ $$ = pointer_to($1, dt_decl_new(unit, &@1, NULL)); }
	| direct_abstract
	| pointers direct_abstract	{ $$ = pointer_to($1, $2); }
	;

direct_abstract: '(' abstract_declarator ')'	{ $$ = $2; }
	| suffix	{ $$ = suffixed(dt_decl_new(unit, &@1, NULL), $1); }
	| direct_abstract suffix	{ $$ = suffixed($1, $2); }
	;

/* --- inlines, translators, providers --------------------------------------------------------- */

inline: TOK_INLINE declaration_specs declarator '=' expression ';'
		{ dt_inline_define(unit, dt_decl_specify($3, $2), $5); }
	;

translator: TOK_TRANSLATOR type_name '<' parameter '>' '{' translator_members '}' ';'
		{ dt_translator_define(unit, &@1, $2, $4, $7); }
	;

translator_members: %empty	{ $$ = NULL; }
	| translator_members translator_member	{ $$ = dt_node_append($1, $2); }
	;

translator_member: TOK_IDENT '=' assignment ';'
		{ $$ = dt_node_text(unit, &@1, DT_NODE_XLATE_MEMBER, $1); $$->left = $3; }
	;

provider: TOK_PROVIDER TOK_IDENT '{' provider_probes '}' ';'
		{ dt_provider_define(unit, &@2, $2, $4); }
	;

provider_probes: %empty	{ $$ = NULL; }
	| provider_probes provider_probe	{ $$ = dt_node_append($1, $2); }
	;

provider_probe: TOK_PROBE TOK_IDENT probe_arguments ';'
		{ $$ = dt_node_text(unit, &@2, DT_NODE_PROVIDER, $2); $$->decl = $3; }
	| TOK_PROBE TOK_IDENT probe_arguments ':' probe_arguments ';'
		{ $$ = dt_node_text(unit, &@2, DT_NODE_PROVIDER, $2); $$->decl = $3;
		  $$->left = with_decl(unit, &@4, DT_NODE_PROVIDER, $5, NULL); }
	;

probe_arguments: '(' ')'	{ $$ = NULL; }
	| '(' parameters ')'	{ $$ = $2; }
	;

%%

static void chain(struct dt_modifier *list, struct dt_modifier *tail)
{
	while (list->next)
		list = list->next;
	list->next = tail;
}

/* Pointers come first: they are nearest to the base type. */
static struct dt_decl *pointer_to(struct dt_modifier *pointers, struct dt_decl *decl)
{
	chain(pointers, decl->modifiers);
	decl->modifiers = pointers;
	return decl;
}

/*
 * In "a[2][3]" the last suffix is nearest to the base type; inside (*a)[2] the pointer comes after
 * it.
 */
static struct dt_decl *suffixed(struct dt_decl *decl, struct dt_modifier *modifier)
{
	modifier->next = decl->modifiers;
	decl->modifiers = modifier;
	return decl;
}

/* f(a, b): parameters are types here, not the names of an old-style definition. */
static void refuse_names(struct dt_unit *unit, struct dt_decl *parameters)
{
	for (struct dt_decl *decl = parameters; decl && !decl->variadic; decl = decl->next)
		if (!decl->name && !decl->modifiers && decl->specs->base == DT_BASE_NAME &&
		    !dt_type_lookup(unit->hdl, NULL, decl->specs->name))
			dt_fail_at(unit, &decl->place, D_DECL_IDENT,
				   "old-style declaration or unknown type: %s", decl->specs->name);
}

/* A "..." at the end of the list is a property of a function, an error in keys. */
static struct dt_modifier *with_parameters(struct dt_unit *unit, enum dt_modifier_kind kind,
					   struct dt_decl *parameters)
{
	struct dt_modifier *modifier = dt_modifier_new(unit, kind);
	struct dt_decl **last = &parameters;

	while (*last && !(*last)->variadic)
		last = &(*last)->next;
	if (*last && kind == DT_MODIFIER_KEYS)
		dt_fail_at(unit, &(*last)->place, D_DECL_PROTO_VARARGS,
			   "a key list may not hold \"...\"");
	if (kind == DT_MODIFIER_FUNCTION)
		refuse_names(unit, parameters);
	modifier->variadic = *last != NULL;
	*last = NULL;
	modifier->parameters = parameters;
	return modifier;
}

static struct dt_node *conditional(struct dt_unit *unit, const struct dt_position *place,
				   struct dt_node *condition, struct dt_node *left,
				   struct dt_node *right)
{
	struct dt_node *node = dt_node_op2(unit, place, DT_OP_NONE, left, right);

	node->kind = DT_NODE_OP3;
	node->condition = condition;
	return node;
}

static struct dt_node *call(struct dt_unit *unit, const struct dt_position *place,
			    struct dt_node *callee, struct dt_node *args)
{
	struct dt_node *node;

	if (callee->kind != DT_NODE_IDENT || callee->value != DIF_SCOPE_GLOBAL)
		dt_fail(unit, callee, D_FUNC_IDENT, "function designator is not an identifier");
	node = dt_node_text(unit, place, DT_NODE_CALL, callee->string);
	node->args = args;
	return node;
}

static struct dt_node *subscript(struct dt_unit *unit, const struct dt_position *place,
				 struct dt_node *base, struct dt_node *args)
{
	struct dt_node *node = dt_node_op1(unit, place, DT_OP_INDEX, base);

	node->args = args;
	return node;
}

static struct dt_node *with_decl(struct dt_unit *unit, const struct dt_position *place,
				 enum dt_node_kind kind, struct dt_decl *decl,
				 struct dt_node *left)
{
	struct dt_node *node = dt_node_new(unit, kind, place);

	node->decl = decl;
	node->left = left;
	return node;
}

static struct dt_node *make_if(struct dt_unit *unit, const struct dt_position *place,
			       struct dt_node *condition, struct dt_node *body,
			       struct dt_node *otherwise)
{
	struct dt_node *node = dt_node_new(unit, DT_NODE_IF, place);

	node->condition = condition;
	node->body = body;
	node->otherwise = otherwise;
	return node;
}

static struct dt_node *make_clause(struct dt_unit *unit, const struct dt_position *place,
				   struct dt_node *descs, struct dt_node *predicate,
				   struct dt_node *body)
{
	struct dt_node *node = dt_node_new(unit, DT_NODE_CLAUSE, place);

	node->descs = descs;
	node->predicate = predicate;
	node->body = body;
	dt_clause_define(unit, node);
	return node;
}

static size_t back_over_blanks(const char *text, size_t end)
{
	while (end && isspace((unsigned char)text[end - 1]))
		end--;
	return end;
}

/*
 * The word of "(word)" right before an offset: a cast whose type is not known. NULL: no such thing.
 */
static const char *parenthesized(struct dt_unit *unit, size_t offset)
{
	size_t end = back_over_blanks(unit->text, offset), start;

	if (!end || unit->text[end - 1] != ')')
		return NULL;
	end = start = back_over_blanks(unit->text, end - 1);
	while (start && (isalnum((unsigned char)unit->text[start - 1]) ||
			 unit->text[start - 1] == '_'))
		start--;
	offset = back_over_blanks(unit->text, start);
	if (start == end || isdigit((unsigned char)unit->text[start]) || !offset ||
	    unit->text[offset - 1] != '(')
		return NULL;
	return dt_unit_strndup(unit, unit->text + start, end - start);
}

#define PREDICATE_HINT "; the / that ends the predicate is missing"

/* What the text lacks at its end. */
static _Noreturn void fail_at_end(struct dt_unit *unit, const struct dt_position *place)
{
	bool inside = unit->lexer.stretch == DT_STRETCH_EXPR;
	int braces = inside ? unit->lexer.braces : 0;

	dt_fail_at(unit, place, D_SYNTAX, "syntax error near end of input%s",
		   inside && unit->lexer.context == DT_LEX_PREDICATE ? PREDICATE_HINT
		   : braces > 1	? "; closing braces are missing"
		   : braces	? "; a closing brace is missing"
				: "");
}

/* What else to say of it: C has more at the beginning of a statement than D has. */
static const char *statement_hint(struct dt_unit *unit, size_t offset, const char *text, size_t length)
{
	static const struct {
		const char *word, *hint;
	} hints[] = {
		{"while", "; D has no loops: a clause runs each time its probe fires"},
		{"for", "; D has no loops: a clause runs each time its probe fires"},
		{"do", "; D has no loops: a clause runs each time its probe fires"},
		{"switch", "; D has no switch: see if and ?:"},
		{"return", "; D has no return: see if"},
		{"int", "; declarations stand outside of clauses"},
		{"char", "; declarations stand outside of clauses"},
		{"long", "; declarations stand outside of clauses"},
		{"unsigned", "; declarations stand outside of clauses"},
		{"struct", "; declarations stand outside of clauses"},
		{"string", "; declarations stand outside of clauses"},
		{"else", "; there is no if before it"},
	};
	size_t before = back_over_blanks(unit->text, offset);

	if (*text == '}' && unit->lexer.stretch == DT_STRETCH_TOP)
		return "; no brace is open";
	if (*text == '{' && unit->lexer.context == DT_LEX_PREDICATE && unit->lexer.stretch == DT_STRETCH_EXPR)
		return PREDICATE_HINT;
	if (unit->lexer.stretch != DT_STRETCH_EXPR || !before || !strchr("{;}", unit->text[before - 1]))
		return "";
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++)
		if (strlen(hints[i].word) == length && !strncmp(hints[i].word, text, length))
			return hints[i].hint;
	return "";
}

/*
 * Bison names what it saw: "syntax error, unexpected X, expecting Y". What is
 * worth telling is the text it stopped at.
 */
static void dt_yyerror(struct dt_position *place, struct dt_unit *unit, void *scanner,
		       const char *message)
{
	const char *text = unit->text + place->offset;
	size_t length = unit->lexer.offset - place->offset;
	const char *word;

	if (!strncmp(message, "memory", 6))
		dt_fail_at(unit, place, D_SYNTAX, "expression or declaration is nested too deep");
	if (!length || place->offset >= unit->size || strstr(message, "unexpected end of"))
		fail_at_end(unit, place);
	word = parenthesized(unit, place->offset);
	dt_fail_suggest(unit, &(struct dt_node){.place = *place}, D_SYNTAX,
			word ? dt_suggest_type(unit, word) : NULL,
			"syntax error near \"%.*s\"%s%s%s%s", (int)(length > 64 ? 64 : length), text,
			word ? "; is (" : "", word ? word : "", word ? ") meant as a cast?" : "",
			statement_hint(unit, place->offset, text, length));
}

int dt_yylex(DT_YYSTYPE *value, struct dt_position *place, struct dt_unit *unit, void *scanner)
{
	return dt_yylex_scan(value, place, scanner);
}

void dt_parse(struct dt_unit *unit)
{
	dt_yyparse(unit, unit->lexer.scanner);
}
