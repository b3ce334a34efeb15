/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Every tag the front end raises, each by a program that must fail with it and with no other.
 * A `~` in the program marks the expected place (it is taken out before compiling).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "libdtrace/dt_errtags.h"
#include "libdtrace/dtrace.h"

struct bad_program {
	const char *tag;
	const char *text;
};

static const struct bad_program bad_programs[] = {
	/* --- text --- */
	{"D_SYNTAX", "BEGIN { trace(1 +~); }"},
	{"D_SYNTAX", "BEGIN { trace(1); "},
	{"D_SYNTAX", "BEGIN { /* a ~/* b */ }"},
	{"D_SYNTAX", "BEGIN { } /* never ends"},
	{"D_SYNTAX", "BEGIN { x = ~1.5; }"},
	{"D_SYNTAX", "BEGIN { x = 1 # 2; }"},
	{"D_SYNTAX", "BEGIN { while (1) x++; }"},
	{"D_SYNTAX", "BEGIN /1/"},
	{"D_SYNTAX", "BEGIN END { }"},
	{"D_EMPTY", "  /* nothing */ "},
	{"D_INT_DIGIT", "BEGIN { x = ~09; }"},
	{"D_INT_DIGIT", "BEGIN { x = ~0x; }"},
	{"D_INT_DIGIT", "BEGIN { x = ~12ab; }"},
	{"D_INT_OFLOW", "BEGIN { x = ~0x10000000000000000; }"},
	{"D_STR_NL", "BEGIN { x = ~\"abc\n\"; }"},
	{"D_CHR_NL", "BEGIN { x = ~'a\n'; }"},
	{"D_CHR_NULL", "BEGIN { x = ~''; }"},
	{"D_CHR_OFLOW", "BEGIN { x = ~'123456789'; }"},
	/* --- control lines --- */
	{"D_PRAGERR", "#error no good\nBEGIN { }"},
	{"D_PRAGCTL_INVAL", "#nonsense\nBEGIN { }"},
	{"D_PRAGMA_INVAL", "#pragma D nonsense\nBEGIN { }"},
	{"D_PRAGMA_MALFORM", "#pragma D option\nBEGIN { }"},
	{"D_PRAGMA_MALFORM", "#pragma D attributes Stable x\nBEGIN { x = 1; }"},
	{"D_PRAGMA_DEPEND", "#pragma D depends_on library x.d\nBEGIN { }"},
	{"D_PRAGMA_MALFORM", "#line x\nBEGIN { }"},
	{"D_PRAGMA_UNUSED", "#pragma D attributes Stable/Stable/Common nosuch\nBEGIN { }"},
	{"D_PRAGMA_UNUSED",
	 "#pragma D attributes Stable/Stable/Common provider nosuch name\nBEGIN { }"},
	{"D_PRAGMA_OPTSET", "#pragma D option nosuchoption\nBEGIN { }"},
	{"D_PRAGMA_SCOPE", "#pragma D attributes Stable/Stable/Common pid\nBEGIN { }"},
	{"D_PRAGMA_DEPEND", "#pragma D depends_on provider nosuch\nBEGIN { }"},
	{"D_MACRO_UNDEF", "BEGIN { x = ~$3; }"},
	{"D_MACRO_UNDEF", "BEGIN { x = ~$nosuch; }"},
	{"D_MACRO_UNDEF", "BEGIN { x = ~$projid; }"},
	{"D_MACRO_OFLOW", "BEGIN { x = ~$99999999999999999999; }"},
	/* --- probe descriptions --- */
	{"D_PDESC_ZERO", "~nosuchprobe { }"},
	{"D_PDESC_ZERO", "BEGIN, ~fbt::vfs_read:entry { }"},
	{"D_PDESC_INVAL", "~a:b:c:d:e { }"},
	{"D_PDESC_INVAL", "~dtrace$:::BEGIN { }"},
	{"D_PDESC_INVAL", "~0 { }"},
	{"D_PRED_SCALAR", "BEGIN /~execname/ { }"},
	/* --- functions --- */
	{"D_FUNC_IDENT", "BEGIN { ~self->x(1); }"},
	{"D_FUNC_UNDEF", "BEGIN { ~nosuch(1); }"},
	{"D_FUNC_UNDEF", "BEGIN { x = ~msgsize(); }"},
	{"D_FUNC_IDKIND", "BEGIN { x = ~pid(1); }"},
	{"D_PROTO_LEN", "BEGIN { x = ~strlen(); }"},
	{"D_PROTO_LEN", "BEGIN { x = ~strlen(\"a\", \"b\"); }"},
	{"D_PROTO_LEN", "BEGIN { x[1] = 1; x~[1, 2] = 3; }"},
	{"D_PROTO_ARG", "BEGIN { x = strlen(~5); }"},
	{"D_PROTO_ARG", "BEGIN { x[1] = 1; x[~\"a\"] = 3; }"},
	{"D_PROTO_ARG", "BEGIN { @x[1] = count(); @x[~\"a\"] = count(); }"},
	{"D_CG_EXPR", "BEGIN { x = ~trace(1); }"},
	{"D_CG_EXPR", "BEGIN { x = ~count(); }"},
	{"D_CG_DYN", "struct o { int a; }; translator struct o < int i > { a = i; };"
		     "BEGIN { ~xlate <struct o>(1); }"},
	/* --- types --- */
	{"D_TYPE_ERR", "~nosuch_t x; BEGIN { }"},
	{"D_TYPE_ERR", "BEGIN { x = sizeof (~struct no`such); }"},
	{"D_TYPE_MEMBER", "struct s { int a; } v; BEGIN { x = v.~b; }"},
	{"D_UNKNOWN", "struct s { int a; }; BEGIN { x = ~offsetof(struct s, b); }"},
	{"D_OFFSETOF_TYPE", "BEGIN { x = ~offsetof(int, a); }"},
	{"D_OFFSETOF_BITFIELD", "struct s { int a:3; }; BEGIN { x = ~offsetof(struct s, a); }"},
	{"D_SIZEOF_TYPE", "BEGIN { x = ~sizeof (void); }"},
	{"D_SIZEOF_BITFIELD", "struct s { int a:3; } v; BEGIN { x = ~sizeof (v.a); }"},
	{"D_STRINGOF_TYPE", "struct s { int a; } v; BEGIN { x = ~stringof(v); }"},
	{"D_CAST_INVAL", "struct s { int a; } v; BEGIN { x = ~(int)v; }"},
	/* --- operators --- */
	{"D_OP_INT", "BEGIN { x = execname ~<< 1; }"},
	{"D_OP_INT", "BEGIN { x = ~~execname; }"},
	{"D_OP_INT", "int a[3]; BEGIN { a~[\"x\"] = 1; }"},
	{"D_OP_SCALAR", "BEGIN { x = ~!execname; }"},
	{"D_OP_SCALAR", "BEGIN { x = execname ~&& 1; }"},
	{"D_OP_SCALAR", "struct s { int a; } v; BEGIN { x = v ~== 1; }"},
	{"D_OP_SCALAR", "BEGIN { x = execname ~? 1 : 2; }"},
	{"D_OP_SCALAR", "string s; BEGIN { s~++; }"},
	{"D_OP_ARITH", "BEGIN { x = execname ~* 2; }"},
	{"D_OP_ARITH", "BEGIN { x = 1; x ~+= execname; }"},
	{"D_OP_ARITH", "BEGIN { x = ~-execname; }"},
	{"D_OP_WRITE", "BEGIN { pid ~= 1; }"},
	{"D_OP_WRITE", "BEGIN { *(int *)arg0 ~= 1; }"},
	{"D_OP_LVAL", "BEGIN { 1 ~= 2; }"},
	{"D_OP_INCOMPAT", "BEGIN { x = 1; x ~= \"a\"; }"},
	{"D_OP_INCOMPAT", "int *p; BEGIN { x = p ~== 5; }"},
	{"D_OP_INCOMPAT", "int *p; char *q; BEGIN { p ~= q; }"},
	{"D_OP_INCOMPAT", "BEGIN { x = 1 ~? 2 : \"a\"; }"},
	{"D_OP_INCOMPAT", "void *p; BEGIN { x = p ~+ 1; }"},
	{"D_OP_VFPTR", "void *p; BEGIN { p~++; }"},
	{"D_OP_ARRFUN", "int a[3], b[3]; BEGIN { a ~= b; }"},
	{"D_OP_PTR", "BEGIN { x = pid->~a; }"},
	{"D_OP_SOU", "BEGIN { x = pid.~a; }"},
	{"D_OP_INCOMPLETE", "struct nosuch *p; BEGIN { x = p->~a; }"},
	{"D_OP_INCOMPLETE", "struct nosuch *p; BEGIN { x = p ~+ 1; }"},
	{"D_OP_DYN", "BEGIN { @a = count(); x = ~@a; }"},
	{"D_OP_DYN", "struct o { int a; }; translator struct o < int i > { a = i; };"
		     "int x; BEGIN { x ~= xlate <struct o>(1); }"},
	{"D_DIV_ZERO", "BEGIN { x = 1 / ~0; }"},
	{"D_DIV_ZERO", "BEGIN { x = 1; x %= ~0; }"},
	{"D_DEREF_NONPTR", "BEGIN { x = ~*pid; }"},
	{"D_DEREF_VOID", "void *p; BEGIN { x = ~*p; }"},
	{"D_DEREF_FUNC", "int (*f)(int); BEGIN { x = ~*f; }"},
	{"D_ADDROF_LVAL", "BEGIN { x = ~&5; }"},
	{"D_ADDROF_VAR", "BEGIN { x = 1; y = ~&x; }"},
	{"D_ADDROF_BITFIELD", "struct s { int a:3; } v; BEGIN { x = ~&v.a; }"},
	/* --- names --- */
	{"D_IDENT_UNDEF", "BEGIN { trace(~nosuch); }"},
	{"D_IDENT_BADREF", "BEGIN { x = ~strlen; }"},
	{"D_IDENT_BADREF", "BEGIN { a[1] = 1; x = ~a; }"},
	{"D_VAR_UNDEF", "BEGIN { trace(~self->x); }"},
	{"D_VAR_UNSUP", "BEGIN { trace(~jid); }"},
	{"D_SYM_NOTYPES", "BEGIN { trace(curthread->~pid); }"},
	{"D_SYM_BADREF", "BEGIN { trace(~self->a`b); }"},
	/* --- arrays --- */
	{"D_ARR_BADREF", "BEGIN { x = pid~[1]; }"},
	{"D_ARR_BADREF", "int a[3]; BEGIN { x = a~[1, 2]; }"},
	{"D_ARR_LOCAL", "BEGIN { ~this->a[1] = 2; }"},
	{"D_ARR_BOUNDS", "int a[3]; BEGIN { a~[3] = 1; }"},
	{"D_KEY_TYPE", "BEGIN { a[~(void)1] = 1; }"},
	{"D_REGS_IDX", "BEGIN { x = uregs~[9999]; }"},
	{"D_ARGS_IDX", "BEGIN { x = args~[pid]; }"},
	{"D_ARGS_NONE", "BEGIN { x = args~[0]; }"},
	/* --- aggregations --- */
	{"D_AGG_REDEF", "BEGIN { @a = count(); @a = ~sum(1); }"},
	{"D_AGG_FUNC", "BEGIN { @a ~= 1; }"},
	{"D_AGG_FUNC", "BEGIN { @a ~+= count(); }"},
	{"D_AGG_MDIM", "BEGIN { @a[1][2] ~= count(); }"},
	{"D_AGG_NULL", "BEGIN { ~@a; }"},
	{"D_AGG_SCALAR", "BEGIN { @a = sum(~execname); }"},
	{"D_KEY_TYPE", "BEGIN { @a[~trace(1)] = count(); }"},
	{"D_LQUANT_BASETYPE", "BEGIN { @a = lquantize(1, ~pid, 10, 1); }"},
	{"D_LQUANT_BASEVAL", "BEGIN { @a = lquantize(1, ~0x100000000, 10, 1); }"},
	{"D_LQUANT_LIMTYPE", "BEGIN { @a = lquantize(1, 0, ~pid, 1); }"},
	{"D_LQUANT_LIMVAL", "BEGIN { @a = lquantize(1, 0, ~0x100000000, 1); }"},
	{"D_LQUANT_MISMATCH", "BEGIN { @a = ~lquantize(1, 10, 10, 1); }"},
	{"D_LQUANT_STEPTYPE", "BEGIN { @a = lquantize(1, 0, 10, ~pid); }"},
	{"D_LQUANT_STEPVAL", "BEGIN { @a = lquantize(1, 0, 10, ~0); }"},
	{"D_LQUANT_STEPVAL", "BEGIN { @a = lquantize(1, 0, 1000000, ~65536); }"},
	{"D_LQUANT_STEPLARGE", "BEGIN { @a = ~lquantize(1, 0, 10, 11); }"},
	{"D_LQUANT_STEPSMALL", "BEGIN { @a = ~lquantize(1, 0, 65536, 1); }"},
	{"D_LQUANT_MATCHBASE",
	 "BEGIN { @a = lquantize(1, 0, 10, 1); @a = ~lquantize(1, 1, 10, 1); }"},
	{"D_LQUANT_MATCHLIM",
	 "BEGIN { @a = lquantize(1, 0, 10, 1); @a = ~lquantize(1, 0, 11, 1); }"},
	{"D_LQUANT_MATCHSTEP",
	 "BEGIN { @a = lquantize(1, 0, 10, 1); @a = ~lquantize(1, 0, 10, 2); }"},
	{"D_LLQUANT_FACTORTYPE", "BEGIN { @a = llquantize(1, ~pid, 0, 6, 20); }"},
	{"D_LLQUANT_FACTORVAL", "BEGIN { @a = llquantize(1, ~65536, 0, 6, 20); }"},
	{"D_LLQUANT_FACTORSMALL", "BEGIN { @a = ~llquantize(1, 1, 0, 6, 20); }"},
	{"D_LLQUANT_FACTORMATCH",
	 "BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = ~llquantize(1, 2, 0, 6, 4); }"},
	{"D_LLQUANT_LOWTYPE", "BEGIN { @a = llquantize(1, 10, ~pid, 6, 20); }"},
	{"D_LLQUANT_LOWVAL", "BEGIN { @a = llquantize(1, 10, ~-1, 6, 20); }"},
	{"D_LLQUANT_LOWMATCH",
	 "BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = ~llquantize(1, 10, 1, 6, 20); }"},
	{"D_LLQUANT_HIGHTYPE", "BEGIN { @a = llquantize(1, 10, 0, ~pid, 20); }"},
	{"D_LLQUANT_HIGHVAL", "BEGIN { @a = llquantize(1, 10, 0, ~65536, 20); }"},
	{"D_LLQUANT_HIGHMATCH",
	 "BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = ~llquantize(1, 10, 0, 7, 20); }"},
	{"D_LLQUANT_NSTEPTYPE", "BEGIN { @a = llquantize(1, 10, 0, 6, ~pid); }"},
	{"D_LLQUANT_NSTEPVAL", "BEGIN { @a = llquantize(1, 10, 0, 6, ~0); }"},
	{"D_LLQUANT_NSTEPMATCH",
	 "BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = ~llquantize(1, 10, 0, 6, 10); }"},
	{"D_LLQUANT_FACTORNSTEPS", "BEGIN { @a = ~llquantize(1, 10, 0, 6, 5); }"},
	{"D_LLQUANT_FACTOREVEN", "BEGIN { @a = ~llquantize(1, 10, 0, 6, 15); }"},
	{"D_LLQUANT_FACTOREVEN", "BEGIN { @a = ~llquantize(1, 10, 0, 6, 30); }"},
	{"D_LLQUANT_MAGRANGE", "BEGIN { @a = ~llquantize(1, 10, 6, 6, 20); }"},
	{"D_LLQUANT_MAGTOOBIG", "BEGIN { @a = ~llquantize(1, 10, 0, 20, 20); }"},
	/* --- actions --- */
	{"D_TRACE_VOID", "BEGIN { trace(~(void)1); }"},
	{"D_TRACE_AGG", "BEGIN { @a = count(); trace(~@a); }"},
	{"D_TRACE_DYN", "struct o { int a; }; translator struct o < int i > { a = i; };"
			"BEGIN { trace(~xlate <struct o>(1)); }"},
	{"D_PRINT_VOID", "BEGIN { print(~(void)1); }"},
	{"D_PRINT_AGG", "BEGIN { @a = count(); print(~@a); }"},
	{"D_PRINT_DYN", "struct o { int a; }; translator struct o < int i > { a = i; };"
			"BEGIN { print(~xlate <struct o>(1)); }"},
	{"D_TRACEMEM_ARGS", "BEGIN { ~tracemem(1); }"},
	{"D_TRACEMEM_ADDR", "struct s { int a; } v; BEGIN { tracemem(~v, 4); }"},
	{"D_TRACEMEM_SIZE", "BEGIN { tracemem(arg0, ~0); }"},
	{"D_TRACEMEM_SIZE", "BEGIN { tracemem(arg0, ~pid); }"},
	{"D_TRACEMEM_DYNSIZE", "BEGIN { tracemem(arg0, 4, ~execname); }"},
	{"D_STACK_SIZE", "BEGIN { stack(~0); }"},
	{"D_STACK_SIZE", "BEGIN { stack(~pid); }"},
	{"D_USTACK_FRAMES", "BEGIN { ustack(~0); }"},
	{"D_USTACK_STRSIZE", "BEGIN { ustack(5, ~pid); }"},
	{"D_STACK_PROTO", "BEGIN { ~stack(1, 2); }"},
	{"D_USTACK_PROTO", "BEGIN { ~ustack(1, 2, 3); }"},
	{"D_QUANT_PROTO", "BEGIN { @a = ~quantize(1, 2, 3); }"},
	{"D_PRINTF_DYN_PROTO", "BEGIN { ~printf(\"%*d\"); }"},
	{"D_PRINTF_DYN_TYPE", "BEGIN { printf(\"%*d\", ~\"a\", 1); }"},
	{"D_PRINTF_AGG_CONV", "BEGIN { ~printf(\"%@d\", 1); }"},
	{"D_PRINTF_ARG_PROTO", "BEGIN { ~printf(\"%d\"); }"},
	{"D_PRINTF_ARG_TYPE", "BEGIN { printf(\"%d\", ~\"a\"); }"},
	{"D_PRINTF_ARG_TYPE", "BEGIN { printf(\"%s\", ~1); }"},
	{"D_PRINTF_ARG_TYPE", "char *p; BEGIN { printf(\"%s\", ~p); }"},
	{"D_PRINTF_ARG_TYPE", "BEGIN { printf(\"%ld\", ~pid); }"},
	{"D_PRINTF_ARG_TYPE", "BEGIN { printf(\"%Y\", ~pid); }"},
	{"D_PRINTF_ARG_EXTRA", "BEGIN { printf(\"%d\", 1, ~2); }"},
	{"D_PRINTF_ARG_FMT", "BEGIN { printf(~1); }"},
	{"D_SYNTAX", "BEGIN { printf(~\"%y\", 1); }"},
	{"D_PROTO_LEN", "BEGIN { ~printf(); }"},
	{"D_PRINTF_FMT_EMPTY", "BEGIN { printf(~\"\"); }"},
	{"D_PRINTA_PROTO", "BEGIN { ~printa(\"x\"); }"},
	{"D_PRINTA_AGGARG", "BEGIN { printa(~1); }"},
	{"D_PRINTA_AGGBAD", "BEGIN { printa(~@a); }"},
	{"D_PRINTA_AGGKEY", "BEGIN { @a[1] = count(); @b[1, 2] = count(); ~printa(@a, @b); }"},
	{"D_PRINTA_AGGPROTO", "BEGIN { @a[1] = count(); @b[\"x\"] = count(); ~printa(@a, @b); }"},
	{"D_PRINTF_ARG_PROTO", "BEGIN { @a[1] = count(); ~printa(\"%d %d %@d\", @a); }"},
	{"D_CLEAR_PROTO", "BEGIN { ~clear(); }"},
	{"D_CLEAR_AGGARG", "BEGIN { clear(~1); }"},
	{"D_CLEAR_AGGBAD", "BEGIN { clear(~@a); }"},
	{"D_TRUNC_PROTO", "BEGIN { ~trunc(); }"},
	{"D_TRUNC_AGGARG", "BEGIN { trunc(~1); }"},
	{"D_TRUNC_AGGBAD", "BEGIN { trunc(~@a); }"},
	{"D_TRUNC_SCALAR", "BEGIN { @a = count(); trunc(@a, ~\"x\"); }"},
	{"D_NORMALIZE_PROTO", "BEGIN { @a = count(); ~normalize(@a); }"},
	{"D_NORMALIZE_AGGARG", "BEGIN { normalize(~1, 2); }"},
	{"D_NORMALIZE_AGGBAD", "BEGIN { normalize(~@a, 2); }"},
	{"D_NORMALIZE_SCALAR", "BEGIN { @a = count(); normalize(@a, ~\"x\"); }"},
	{"D_FREOPEN_INVALID", "BEGIN { ~freopen(\".\"); }"},
	/* --- order of actions --- */
	{"D_COMM_COMM", "BEGIN { commit(1); ~commit(1); }"},
	{"D_COMM_DREC", "BEGIN { trace(1); ~commit(1); }"},
	{"D_DREC_COMM", "BEGIN { commit(1); ~trace(1); }"},
	{"D_AGG_COMM", "BEGIN { commit(1); @a = ~count(); }"},
	{"D_SPEC_COMM", "BEGIN { commit(1); ~speculate(1); }"},
	{"D_SPEC_SPEC", "BEGIN { speculate(1); ~speculate(1); }"},
	{"D_SPEC_DREC", "BEGIN { trace(1); ~speculate(1); }"},
	{"D_AGG_SPEC", "BEGIN { speculate(1); @a = ~count(); }"},
	{"D_ACT_SPEC", "BEGIN { speculate(1); ~stop(); }"},
	{"D_EXIT_SPEC", "BEGIN { speculate(1); ~exit(0); }"},
	/* --- declarations --- */
	{"D_DECL_CHARATTR", "~short char c;"},
	{"D_DECL_VOIDATTR", "~unsigned void *c;"},
	{"D_DECL_SIGNINT", "~signed unsigned c;"},
	{"D_DECL_LONGINT", "~long short c;"},
	{"D_DECL_LONGINT", "~long long long c;"},
	{"D_DECL_COMBO", "~int char c;"},
	{"D_DECL_COMBO", "~unsigned string s;"},
	{"D_DECL_CLASS", "~self this int x;"},
	{"D_DECL_BADCLASS", "static int ~x;"},
	{"D_DECL_BADCLASS", "int ~f(int);"},
	{"D_DECL_PARMCLASS", "typedef int f_t(static int ~x);"},
	{"D_DECL_ARRSUB", "int ~a[0];"},
	{"D_DECL_ARRSUB", "int ~a[pid];"},
	{"D_DECL_ARRNULL", "int ~a[];"},
	{"D_DECL_ARRBIG", "int ~a[100000];"},
	{"D_DECL_ARRBIG", "char ~a[0x7fffffffff];"},
	{"D_DECL_IDRED", "int x; string ~x;"},
	{"D_DECL_IDRED", "int ~pid;"},
	{"D_DECL_IDRED", "struct s { int a; int ~a; };"},
	{"D_UNKNOWN", "enum e { A, ~A };"},
	{"D_DECL_IDRED", "int ~strlen;"},
	{"D_DECL_TYPERED", "typedef int t_t; typedef string ~t_t;"},
	{"D_DECL_TYPERED", "struct s { int a; }; ~struct s { int b; };"},
	{"D_DECL_MNAME", "struct s { ~int; };"},
	{"D_DECL_SCOPE", "int ~a`b;"},
	{"D_DECL_BFCONST", "struct s { int ~a:pid; };"},
	{"D_DECL_BFSIZE", "struct s { char ~a:9; };"},
	{"D_DECL_BFTYPE", "struct s { char *~a:3; };"},
	{"D_DECL_ENCONST", "enum e { ~A = pid };"},
	{"D_DECL_ENOFLOW", "enum e { ~A = 0x80000000 };"},
	{"D_DECL_USELESS", "~int;"},
	{"D_DECL_LOCASSC", "this int ~a[int];"},
	{"D_DECL_VOIDOBJ", "void ~x;"},
	{"D_DECL_VOIDOBJ", "struct s { void ~a; };"},
	{"D_DECL_VOIDOBJ", "BEGIN { ~x = (void)1; }"},
	{"D_DECL_DYNOBJ", "struct s { int ~a[int]; };"},
	{"D_DECL_INCOMPLETE", "struct nosuch ~x;"},
	{"D_DECL_PROTO_VARARGS", "int a[int, ~...];"},
	{"D_DECL_PROTO_TYPE", "int a[~float];"},
	{"D_DECL_PROTO_VOID", "int a[int, ~void];"},
	{"D_DECL_PROTO_NAME", "int a[void ~x];"},
	{"D_DECL_PROTO_FORM", "inline int f[~int] = 1;"},
	/* --- translators --- */
	{"D_XLATE_REDECL", "struct o { int a; }; translator struct o < int i > { a = i; };"
			   "~translator struct o < int j > { a = j; };"},
	{"D_XLATE_NOCONV", "struct o { int a; int b; }; translator struct o < int i > { a = i; };"
			   "BEGIN { x = xlate <struct o>(1).~b; }"},
	{"D_XLATE_NONE", "struct o { int a; }; BEGIN { x = ~xlate <struct o>(1); }"},
	{"D_XLATE_SOU", "~translator int < int i > { a = i; };"},
	{"D_XLATE_INCOMPAT", "struct o { int a; }; translator struct o < int i > { ~a = \"x\"; };"
			     "BEGIN { x = xlate <struct o>(1).a; }"},
	{"D_XLATE_MEMB", "struct o { int a; }; translator struct o < int i > { ~b = i; };"},
	/* --- providers --- */
	{"D_PROV_BADNAME", "provider ~p1 { probe a(); };"},
	{"D_PROV_INCOMPAT", "provider p { probe a(); }; provider ~p { probe b(); };"},
	{"D_PROV_PRDUP", "provider p { probe a(); probe ~a(int); };"},
	{"D_PROV_PRXLATOR", "provider p { probe ~a(int i) : (string i); };"},
};

static char *without_mark(const char *text, int *line, int *column)
{
	char *copy = strdup(text), *mark = copy ? strchr(copy, '~') : NULL;

	*line = 0;
	if (!mark)
		return copy;
	*line = *column = 1;
	for (const char *c = copy; c < mark; c++) {
		(*column)++;
		if (*c == '\n') {
			(*line)++;
			*column = 1;
		}
	}
	memmove(mark, mark + 1, strlen(mark));
	return copy;
}

/* Complaints are printed and counted, so that one run shows them all. */
static unsigned int complaints;

#define COMPLAIN(...)                     \
	do {                              \
		complaints++;             \
		print_error(__VA_ARGS__); \
	} while (0)

static void check(dtrace_hdl_t *hdl, const struct bad_program *bad)
{
	char expected[64];
	int line, column = 0;
	char *text = without_mark(bad->text, &line, &column);
	dtrace_prog_t *program = dtrace_program_strcompile(
		hdl, text, DTRACE_PROBESPEC_NONE, DTRACE_C_ETAGS | DTRACE_C_NOLIBS, 0, NULL);
	const char *message = dtrace_errmsg(hdl, dtrace_errno(hdl));

	snprintf(expected, sizeof(expected), "[%s]", bad->tag);
	if (program)
		COMPLAIN("compiled, though %s was expected: %s\n", bad->tag, text);
	else if (strncmp(message, expected, strlen(expected)))
		COMPLAIN("expected %s, got \"%s\": %s\n", expected, message, text);
	else if (line &&
		 (dtrace_errplace(hdl)->line != line || dtrace_errplace(hdl)->column != column))
		COMPLAIN("expected place %d:%d, got %d:%d for \"%s\": %s\n", line, column,
			 dtrace_errplace(hdl)->line, dtrace_errplace(hdl)->column, message, text);
	free(text);
}

static dtrace_hdl_t *open_handle(void)
{
	int error;
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_PROCESS | DTRACE_O_NOSYS, &error);

	if (!hdl)
		fail_msg("dtrace_open: %s", dtrace_errmsg(NULL, error));
	return hdl;
}

/* On fresh handles, so that nothing one program leaves behind helps the next. */
static void test_tags(void **state)
{
	for (size_t i = 0; i < sizeof(bad_programs) / sizeof(bad_programs[0]); i++) {
		dtrace_hdl_t *hdl = open_handle();

		check(hdl, &bad_programs[i]);
		dtrace_close(hdl);
	}
	assert_int_equal(complaints, 0);
}

/* All on one handle, twice: a failed program leaves no names behind. */
static void test_one_handle(void **state)
{
	dtrace_hdl_t *hdl = open_handle();

	complaints = 0;
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof(bad_programs) / sizeof(bad_programs[0]); i++)
			check(hdl, &bad_programs[i]);
	assert_int_equal(complaints, 0);
	assert_non_null(dtrace_program_strcompile(hdl, "BEGIN { x = \"string now\"; }",
						  DTRACE_PROBESPEC_NAME, 0, 0, NULL));
	dtrace_close(hdl);
}

/* --- shapes of messages --- */

static void expect_message(const char *text, bool file, unsigned int cflags, const char *expected)
{
	dtrace_hdl_t *hdl = open_handle();
	FILE *stream = file ? fmemopen((char *)text, strlen(text), "r") : NULL;
	dtrace_prog_t *program;

	cflags |= DTRACE_C_NOLIBS;
	program =
		file ? dtrace_program_fcompile(hdl, stream, cflags, 0, NULL)
		     : dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NAME, cflags, 0, NULL);
	assert_null(program);
	assert_string_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), expected);
	if (stream)
		fclose(stream);
	dtrace_close(hdl);
}

static void test_shapes(void **state)
{
	expect_message("BEGIN\n{\n\ttrace(nosuch);\n}\n", true, 0,
		       "line 3: failed to resolve nosuch: unknown variable name");
	expect_message("BEGIN\n{\n\ttrace(nosuch);\n}\n", true, DTRACE_C_ETAGS,
		       "[D_IDENT_UNDEF] line 3: failed to resolve nosuch: unknown variable name");
	expect_message("BEGIN { trace(nosuch); }", false, 0,
		       "in action list: failed to resolve nosuch: unknown variable name");
	expect_message("BEGIN /nosuch/ { trace(1); }", false, 0,
		       "in predicate: failed to resolve nosuch: unknown variable name");
	expect_message("dtrace::foo:BEGIN", false, 0,
		       "probe description dtrace::foo:BEGIN does not match any probes; "
		       "no function \"foo\" there");
	expect_message("BEGIN { x = 1; }\n#line 40 \"other.d\"\nEND { trace(nosuch); }\n", true, 0,
		       "line 40: failed to resolve nosuch: unknown variable name");
	expect_message("BEGIN\n", true, 0,
		       "line 1: syntax error near \"BEGIN\": a clause needs { }");
}

static void expect_suggestion(const char *text, const char *suggestion)
{
	dtrace_hdl_t *hdl = open_handle();
	const struct dtrace_errplace *place;

	assert_null(dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NAME, DTRACE_C_NOLIBS, 0,
					      NULL));
	place = dtrace_errplace(hdl);
	if (suggestion) {
		assert_non_null(place->suggestion);
		assert_string_equal(place->suggestion, suggestion);
	} else {
		assert_null(place->suggestion);
	}
	assert_non_null(place->source);
	dtrace_close(hdl);
}

static void test_suggestions(void **state)
{
	expect_suggestion("BEGIN { prnitf(\"x\"); }", "did you mean printf?");
	expect_suggestion("BEGIN { trace(excename); }", "did you mean execname?");
	expect_suggestion("BEGIN { counter_of_x = 1; trace(counter_of_y); }",
			  "did you mean counter_of_x?");
	expect_suggestion("struct s { int alpha; } v; BEGIN { trace(v.alpah); }",
			  "did you mean alpha?");
	expect_suggestion("uint23_t x; BEGIN { }", "did you mean uint32_t?");
	expect_suggestion("BEGN { }", "did you mean :::BEGIN?");
	expect_suggestion("drtace:::BEGIN { }", "did you mean dtrace:::BEGIN?");
	expect_suggestion("BEGIN { trace(zzzzzzzz); }", NULL);
}

static void test_source_line(void **state)
{
	static const char text[] = "BEGIN\n{\n\tx = 1;\n\ttrace(nosuch + 1);\n}\n";
	dtrace_hdl_t *hdl = open_handle();
	FILE *stream = fmemopen((char *)text, strlen(text), "r");
	const struct dtrace_errplace *place;

	assert_null(dtrace_program_fcompile(hdl, stream, DTRACE_C_NOLIBS, 0, NULL));
	place = dtrace_errplace(hdl);
	assert_int_equal(place->line, 4);
	assert_int_equal(place->column, 8);
	assert_string_equal(place->source, "\ttrace(nosuch + 1);");
	fclose(stream);
	dtrace_close(hdl);
}

/* Macro arguments need some. */
static void test_arguments(void **state)
{
	static char *const arguments[] = {"script", "one", "99999999999999999999"};
	dtrace_hdl_t *hdl = open_handle();
	unsigned int cflags = DTRACE_C_NOLIBS | DTRACE_C_ETAGS;

	assert_null(dtrace_program_strcompile(hdl, "BEGIN { x = $1; }", DTRACE_PROBESPEC_NAME,
					      cflags | DTRACE_C_ARGREF, 3, arguments));
	assert_memory_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), "[D_IDENT_UNDEF]", 15);
	assert_null(dtrace_program_strcompile(hdl, "BEGIN { x = $$1; }", DTRACE_PROBESPEC_NAME,
					      cflags, 3, arguments));
	assert_memory_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), "[D_MACRO_UNUSED]", 16);
	assert_null(dtrace_program_strcompile(hdl, "BEGIN { x = $2; }", DTRACE_PROBESPEC_NAME,
					      cflags, 3, arguments));
	assert_memory_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), "[D_MACRO_OFLOW]", 15);
	assert_non_null(dtrace_program_strcompile(hdl, "BEGIN { x = $$2; }", DTRACE_PROBESPEC_NAME,
						  cflags, 3, arguments));
	assert_non_null(dtrace_program_strcompile(hdl, "BEGIN { y = $$1; }", DTRACE_PROBESPEC_NAME,
						  cflags | DTRACE_C_ARGREF, 3, arguments));
	assert_non_null(dtrace_program_strcompile(hdl, "BEGIN { z = $5 + 1; }",
						  DTRACE_PROBESPEC_NAME, cflags | DTRACE_C_DEFARG,
						  0, NULL));
	dtrace_close(hdl);
}

static void test_minimum_attributes(void **state)
{
	dtrace_hdl_t *hdl = open_handle();

	assert_int_equal(dtrace_setopt(hdl, "amin", "Stable/Stable/Common"), 0);
	assert_non_null(dtrace_program_strcompile(hdl, "BEGIN { trace(pid); }",
						  DTRACE_PROBESPEC_NAME, DTRACE_C_NOLIBS, 0, NULL));
	assert_null(dtrace_program_strcompile(hdl, "BEGIN { trace(curthread); }",
					      DTRACE_PROBESPEC_NAME,
					      DTRACE_C_NOLIBS | DTRACE_C_ETAGS, 0, NULL));
	assert_memory_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), "[D_ATTR_MIN]", 12);
	dtrace_close(hdl);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_one_handle),
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_suggestions),
		cmocka_unit_test(test_source_line),
		cmocka_unit_test(test_arguments),
		cmocka_unit_test(test_minimum_attributes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
