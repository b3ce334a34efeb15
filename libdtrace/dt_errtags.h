/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The tags of compile errors: public names (-x errtags prints them as [D_…]). dt_errtag_name() is
 * generated from this file (see Build): one tag a line, nothing else begins with a tab and D_.
 */
#ifndef DT_ERRTAGS_H
#define DT_ERRTAGS_H

enum dt_errtag {
	D_UNKNOWN,		/* no more specific tag */
	D_SYNTAX,		/* parse error */
	D_EMPTY,		/* the program has nothing in it */
	D_TYPE_ERR,		/* type name not found */
	D_TYPE_MEMBER,		/* struct or union has no such member */
	D_ASRELO,		/* unresolved relocation left in assembled DIF */
	D_CG_EXPR,		/* action called inside an expression */
	D_CG_DYN,		/* expression yields a dynamic type */
	D_ATTR_MIN,		/* program is less stable than amin */
	D_ID_OFLOW,		/* identifiers exhausted */
	D_PDESC_ZERO,		/* probe description matches nothing */
	D_PDESC_INVAL,		/* probe description is malformed */
	D_PRED_SCALAR,		/* predicate is neither integer nor pointer */
	D_FUNC_IDENT,		/* what is called is not a name */
	D_FUNC_UNDEF,		/* unknown function */
	D_FUNC_IDKIND,		/* the name is not a function */
	D_OFFSETOF_TYPE,	/* offsetof of something that is no struct or union */
	D_OFFSETOF_BITFIELD,	/* offsetof of a bit-field */
	D_SIZEOF_TYPE,		/* sizeof of a type without size */
	D_SIZEOF_BITFIELD,	/* sizeof of a bit-field */
	D_STRINGOF_TYPE,	/* stringof of something that is no address */
	D_OP_IDENT,		/* operand must be an identifier */
	D_OP_INT,		/* operand must be an integer */
	D_OP_SCALAR,		/* operand must be a scalar */
	D_OP_ARITH,		/* operand must be of arithmetic type */
	D_OP_WRITE,		/* operand cannot be written */
	D_OP_LVAL,		/* operand is no lvalue */
	D_OP_INCOMPAT,		/* operands are incompatible */
	D_OP_VFPTR,		/* arithmetic on void or function pointers */
	D_OP_ARRFUN,		/* array or function not allowed */
	D_OP_PTR,		/* operand must be a pointer */
	D_OP_SOU,		/* operand must be a struct or union */
	D_OP_INCOMPLETE,	/* operand has an incomplete type */
	D_OP_DYN,		/* dynamic value not allowed */
	D_OP_ACT,		/* action not allowed here */
	D_AGG_REDEF,		/* aggregation used with another function */
	D_AGG_FUNC,		/* right side is no aggregating function */
	D_AGG_MDIM,		/* @a[..][..] */
	D_AGG_NULL,		/* aggregation statement without effect */
	D_AGG_SCALAR,		/* aggregating function wants a scalar */
	D_ARR_BADREF,		/* subscript on something that is no array */
	D_ARR_LOCAL,		/* clause-local associative array */
	D_ARR_BOUNDS,		/* constant index out of range */
	D_DIV_ZERO,		/* constant divisor zero */
	D_DEREF_NONPTR,		/* * of something that is no pointer */
	D_DEREF_VOID,		/* * of a void pointer */
	D_DEREF_FUNC,		/* * of a function pointer */
	D_ADDROF_LVAL,		/* & of something that is no lvalue */
	D_ADDROF_VAR,		/* & of a D variable */
	D_ADDROF_BITFIELD,	/* & of a bit-field */
	D_XLATE_REDECL,		/* second translator for the same types */
	D_XLATE_NOCONV,		/* translator does not give that member */
	D_XLATE_NONE,		/* no translator for these types */
	D_XLATE_SOU,		/* translator's output is no struct or union */
	D_XLATE_INCOMPAT,	/* translator's member expression has the wrong type */
	D_XLATE_MEMB,		/* translator's output has no such member */
	D_CAST_INVAL,		/* cast not allowed */
	D_PRAGERR,		/* #error */
	D_PRAGCTL_INVAL,	/* unknown # directive */
	D_PRAGMA_INVAL,		/* unknown #pragma D */
	D_PRAGMA_MALFORM,	/* bad arguments of a pragma */
	D_PRAGMA_UNUSED,	/* pragma never applied */
	D_PRAGMA_OPTSET,	/* option refused */
	D_PRAGMA_SCOPE,		/* pragma for a name that is not the program's */
	D_PRAGMA_DEPEND,	/* dependency missing */
	D_MACRO_UNDEF,		/* macro argument missing */
	D_MACRO_OFLOW,		/* macro argument's integer too big */
	D_MACRO_UNUSED,		/* macro argument never referenced */
	D_INT_OFLOW,		/* integer too big */
	D_INT_DIGIT,		/* wrong digit in an integer */
	D_STR_NL,		/* newline in a string */
	D_CHR_NL,		/* newline in a character constant */
	D_CHR_NULL,		/* empty character constant */
	D_CHR_OFLOW,		/* character constant too long */
	D_IDENT_BADREF,		/* name used as the wrong kind of thing */
	D_IDENT_UNDEF,		/* unknown name */
	D_IDENT_AMBIG,		/* both variable and enumerator */
	D_SYM_BADREF,		/* misuse of a kernel symbol */
	D_SYM_NOTYPES,		/* no type is known for the symbol */
	D_SYM_MODEL,		/* data model mismatch */
	D_VAR_UNDEF,		/* variable used before it is defined */
	D_VAR_UNSUP,		/* variable not supported here */
	D_PROTO_LEN,		/* wrong number of arguments or keys */
	D_PROTO_ARG,		/* wrong type of an argument or key */
	D_ARGS_MULTI,		/* args[] with probes whose arguments differ */
	D_ARGS_XLATOR,		/* translator for args[] missing */
	D_ARGS_NONE,		/* the probe has no typed arguments */
	D_ARGS_TYPE,		/* the argument's type is unknown */
	D_ARGS_IDX,		/* index of args[] not constant or out of range */
	D_REGS_IDX,		/* bad register index */
	D_KEY_TYPE,		/* type not allowed as a key */
	D_PRINTF_DYN_PROTO,	/* argument for * missing */
	D_PRINTF_DYN_TYPE,	/* argument for * is no integer */
	D_PRINTF_AGG_CONV,	/* %@ outside printa */
	D_PRINTF_ARG_PROTO,	/* too few arguments */
	D_PRINTF_ARG_TYPE,	/* argument of the wrong type */
	D_PRINTF_ARG_EXTRA,	/* too many arguments */
	D_PRINTF_ARG_FMT,	/* format is no string constant */
	D_PRINTF_FMT_EMPTY,	/* format is empty */
	D_DECL_CHARATTR,	/* impossible attribute of char */
	D_DECL_VOIDATTR,	/* impossible attribute of void */
	D_DECL_SIGNINT,		/* signed and unsigned */
	D_DECL_LONGINT,		/* short and long, or too many long */
	D_DECL_COMBO,		/* impossible combination of type specifiers */
	D_DECL_IDENT,		/* old-style identifier list */
	D_DECL_CLASS,		/* two storage classes */
	D_DECL_BADCLASS,	/* storage class not supported here */
	D_DECL_PARMCLASS,	/* storage class on a parameter */
	D_DECL_ARRSUB,		/* array size is no positive constant */
	D_DECL_ARRNULL,		/* array size missing */
	D_DECL_ARRBIG,		/* array too big */
	D_DECL_IDRED,		/* name declared again */
	D_DECL_TYPERED,		/* type declared again */
	D_DECL_MNAME,		/* member without a name */
	D_DECL_SCOPE,		/* scope operator in a declarator */
	D_DECL_BFCONST,		/* bit-field width is no constant */
	D_DECL_BFSIZE,		/* bit-field too wide */
	D_DECL_BFTYPE,		/* bad base type of a bit-field */
	D_DECL_ENCONST,		/* enumerator's value is no constant */
	D_DECL_ENOFLOW,		/* enumerator does not fit an int */
	D_DECL_USELESS,		/* declaration declares nothing */
	D_DECL_LOCASSC,		/* this-> associative array */
	D_DECL_VOIDOBJ,		/* object of type void */
	D_DECL_DYNOBJ,		/* object of dynamic type */
	D_DECL_INCOMPLETE,	/* object of incomplete type */
	D_DECL_PROTO_VARARGS,	/* ... in a key list */
	D_DECL_PROTO_TYPE,	/* type not allowed in a prototype */
	D_DECL_PROTO_VOID,	/* void is not alone */
	D_DECL_PROTO_NAME,	/* void parameter with a name */
	D_DECL_PROTO_FORM,	/* parameter without a name */
	D_COMM_COMM,		/* second commit */
	D_COMM_DREC,		/* commit after data */
	D_DREC_COMM,		/* data after commit */
	D_AGG_COMM,		/* aggregation after commit */
	D_SPEC_COMM,		/* speculate after commit */
	D_SPEC_SPEC,		/* second speculate */
	D_SPEC_DREC,		/* speculate after data */
	D_AGG_SPEC,		/* aggregation after speculate */
	D_ACT_SPEC,		/* destructive action after speculate */
	D_EXIT_SPEC,		/* exit after speculate */
	D_PRINTA_PROTO,		/* arguments of printa */
	D_PRINTA_AGGARG,	/* printa of something that is no aggregation */
	D_PRINTA_AGGBAD,	/* printa of an aggregation that is not defined */
	D_PRINTA_AGGKEY,	/* aggregations of one printa have different keys */
	D_PRINTA_AGGPROTO,	/* too few keys for the format */
	D_CLEAR_PROTO,		/* arguments of clear */
	D_CLEAR_AGGARG,		/* clear of something that is no aggregation */
	D_CLEAR_AGGBAD,		/* clear of an aggregation that is not defined */
	D_NORMALIZE_PROTO,	/* arguments of normalize */
	D_NORMALIZE_AGGARG,	/* normalize of something that is no aggregation */
	D_NORMALIZE_AGGBAD,	/* normalize of an aggregation that is not defined */
	D_NORMALIZE_SCALAR,	/* normalization value is no scalar */
	D_TRUNC_PROTO,		/* arguments of trunc */
	D_TRUNC_AGGARG,		/* trunc of something that is no aggregation */
	D_TRUNC_AGGBAD,		/* trunc of an aggregation that is not defined */
	D_TRUNC_SCALAR,		/* truncation value is no scalar */
	D_TRACE_VOID,		/* trace of void */
	D_TRACE_DYN,		/* trace of a translated value */
	D_TRACE_AGG,		/* trace of an aggregation */
	D_PRINT_VOID,		/* print of void */
	D_PRINT_DYN,		/* print of a translated value */
	D_PRINT_AGG,		/* print of an aggregation */
	D_TRACEMEM_ADDR,	/* address of tracemem */
	D_TRACEMEM_SIZE,	/* size of tracemem */
	D_TRACEMEM_ARGS,	/* number of arguments of tracemem */
	D_TRACEMEM_DYNSIZE,	/* dynamic size of tracemem */
	D_STACK_PROTO,		/* arguments of stack */
	D_STACK_SIZE,		/* frames of stack */
	D_USTACK_PROTO,		/* arguments of ustack */
	D_USTACK_FRAMES,	/* frames of ustack */
	D_USTACK_STRSIZE,	/* string size of ustack */
	D_QUANT_PROTO,		/* arguments of quantize */
	D_LQUANT_BASETYPE,	/* lquantize base is no integer constant */
	D_LQUANT_BASEVAL,	/* lquantize base out of range */
	D_LQUANT_LIMTYPE,	/* lquantize limit is no integer constant */
	D_LQUANT_LIMVAL,	/* lquantize limit out of range */
	D_LQUANT_MISMATCH,	/* lquantize limit not above base */
	D_LQUANT_STEPTYPE,	/* lquantize step is no integer constant */
	D_LQUANT_STEPVAL,	/* lquantize step out of range */
	D_LQUANT_STEPLARGE,	/* lquantize step leaves no levels */
	D_LQUANT_STEPSMALL,	/* lquantize has too many levels */
	D_LQUANT_MATCHBASE,	/* lquantize base differs from earlier use */
	D_LQUANT_MATCHLIM,	/* lquantize limit differs from earlier use */
	D_LQUANT_MATCHSTEP,	/* lquantize step differs from earlier use */
	D_LLQUANT_FACTORTYPE,	/* llquantize factor is no integer constant */
	D_LLQUANT_FACTORVAL,	/* llquantize factor out of range */
	D_LLQUANT_FACTORMATCH,	/* llquantize factor differs from earlier use */
	D_LLQUANT_LOWTYPE,	/* llquantize low magnitude is no integer constant */
	D_LLQUANT_LOWVAL,	/* llquantize low magnitude out of range */
	D_LLQUANT_LOWMATCH,	/* llquantize low magnitude differs from earlier use */
	D_LLQUANT_HIGHTYPE,	/* llquantize high magnitude is no integer constant */
	D_LLQUANT_HIGHVAL,	/* llquantize high magnitude out of range */
	D_LLQUANT_HIGHMATCH,	/* llquantize high magnitude differs from earlier use */
	D_LLQUANT_NSTEPTYPE,	/* llquantize steps is no integer constant */
	D_LLQUANT_NSTEPVAL,	/* llquantize steps out of range */
	D_LLQUANT_NSTEPMATCH,	/* llquantize steps differs from earlier use */
	D_LLQUANT_FACTORSMALL,	/* llquantize factor below two */
	D_LLQUANT_FACTORNSTEPS, /* llquantize steps below the factor */
	D_LLQUANT_FACTOREVEN,	/* llquantize steps not an even multiple */
	D_LLQUANT_MAGRANGE,	/* llquantize low magnitude not below high */
	D_LLQUANT_MAGTOOBIG,	/* llquantize high magnitude overflows */
	D_PROC_OFF,		/* pid provider: offset past the function */
	D_PROC_ALIGN,		/* pid provider: offset misaligned */
	D_PROC_NAME,		/* pid provider: bad probe name */
	D_PROC_GRAB,		/* pid provider: cannot grab the process */
	D_PROC_DYN,		/* pid provider: static binary */
	D_PROC_LIB,		/* pid provider: no such object */
	D_PROC_FUNC,		/* pid provider: no such function */
	D_PROC_CREATEFAIL,	/* pid provider: the kernel refused */
	D_PROC_NODEV,		/* pid provider: no device */
	D_PROC_BADPID,		/* pid provider: bad process id */
	D_PROC_BADPROV,		/* pid provider: bad provider */
	D_PROC_USDT,		/* USDT set-up failed */
	D_PROV_BADNAME,		/* provider declaration: bad name */
	D_PROV_INCOMPAT,	/* provider declaration: clashes with an existing interface */
	D_PROV_PRDUP,		/* provider declaration: probe declared twice */
	D_PROV_PRARGLEN,	/* provider declaration: too many arguments */
	D_PROV_PRXLATOR,	/* provider declaration: translator missing */
	D_FREOPEN_INVALID,	/* freopen: bad file name */
	D_NOREG,		/* out of DIF registers */
	D_PRINTM_ADDR,		/* printm: address */
	D_PRINTM_SIZE,		/* printm: size */
	D_ALLOCA_INCOMPAT,	/* alloca pointer mixed with another */
	D_ALLOCA_SIZE,		/* alloca: size */
	D_PCAP_ADDR,		/* pcap: packet */
	D_PCAP_PROTO,		/* pcap: protocol */
	D_PCAP_SIZE,		/* pcap: option pcapsize */
	D_PRINT_SIZE,		/* print: size */
	D_ERRTAG_MAX
};

const char *dt_errtag_name(enum dt_errtag tag);

#endif
