/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The functions of D: subroutines, actions and aggregating functions, one row each.
 * Rules for prototypes stand with struct dt_function in dt_ident.h.
 */
#include "dt_action.h"
#include "dt_builtin.h"
#include <stdlib.h>
#include <string.h>

#define SUBROUTINE(name, id, prototype)                                \
	{                                                              \
		name, DT_FUNCTION_SUBROUTINE, DIF_SUBR_##id, prototype \
	}
#define ABSENT(name, id, why)                                                        \
	{                                                                            \
		name, DT_FUNCTION_SUBROUTINE, DIF_SUBR_##id, "void()", .reason = why \
	}
#define ACTION(name, id, prototype, hook)                                 \
	{                                                                 \
		name, DT_FUNCTION_ACTION, DTRACEACT_##id, prototype, hook \
	}
#define RAW(name, id, hook)                                                                     \
	{                                                                                       \
		name, DT_FUNCTION_ACTION, DTRACEACT_##id, "void(...)", hook, .flags = DT_FF_RAW \
	}
#define KEY(name, id, prototype, hook)                                                        \
	{                                                                                     \
		name, DT_FUNCTION_ACTION, DTRACEACT_##id, prototype, hook, .flags = DT_FF_KEY \
	}
#define LIBACT(name, id, hook)                                                                     \
	{                                                                                          \
		name, DT_FUNCTION_ACTION, DTRACEACT_LIBACT, "void(...)", hook, DTRACE_LIBACT_##id, \
			DT_FF_RAW                                                                  \
	}
#define STACK_KEY(name, id, prototype, hook, tag)                                              \
	{                                                                                      \
		name, DT_FUNCTION_ACTION, DTRACEACT_##id, prototype, hook, .flags = DT_FF_KEY, \
									   .arity_tag = tag    \
	}
#define AGGREGATE(name, id, prototype, hook)                                   \
	{                                                                      \
		name, DT_FUNCTION_AGGREGATING, DTRACEAGG_##id, prototype, hook \
	}

/* Sorted by name. */
static const struct dt_function functions[] = {
	SUBROUTINE("alloca", ALLOCA, "void *(size_t)"),
	AGGREGATE("avg", AVG, "void(expr)", dt_aggregate_one),
	SUBROUTINE("basename", BASENAME, "string(string)"),
	SUBROUTINE("bcopy", BCOPY, "void(void *, void *, size_t)"),
	ACTION("breakpoint", BREAKPOINT, "void()", dt_action_destructive),
	ACTION("chill", CHILL, "void(uint64_t)", dt_action_destructive),
	SUBROUTINE("cleanpath", CLEANPATH, "string(string)"),
	LIBACT("clear", CLEAR, dt_action_clear),
	ACTION("commit", COMMIT, "void(int)", dt_action_commit),
	SUBROUTINE("copyin", COPYIN, "void *(uintptr_t, size_t)"),
	SUBROUTINE("copyinstr", COPYINSTR, "string(uintptr_t, [size_t])"),
	SUBROUTINE("copyinto", COPYINTO, "void(uintptr_t, size_t, void *)"),
	SUBROUTINE("copyout", COPYOUT, "void(void *, uintptr_t, size_t)"),
	SUBROUTINE("copyoutstr", COPYOUTSTR, "void(string, uintptr_t, size_t)"),
	AGGREGATE("count", COUNT, "void()", dt_aggregate_count),
	SUBROUTINE("d_path", D_PATH, "string(struct path *)"),
	ABSENT("ddi_pathname", DDI_PATHNAME, "devices have no such paths; see d_path()"),
	LIBACT("denormalize", DENORMALIZE, dt_action_denormalize),
	SUBROUTINE("dirname", DIRNAME, "string(string)"),
	ACTION("discard", DISCARD, "void(int)", dt_action_discard),
	ACTION("exit", EXIT, "void(int)", dt_action_exit),
	RAW("freopen", FREOPEN, dt_action_freopen),
	LIBACT("ftruncate", FTRUNCATE, dt_action_ftruncate),
	KEY("func", SYM, "_symaddr(uintptr_t)", dt_action_symbol),
	SUBROUTINE("getf", GETF, "struct file *(int)"),
	SUBROUTINE("getmajor", GETMAJOR, "unsigned int(uint64_t)"),
	SUBROUTINE("getminor", GETMINOR, "unsigned int(uint64_t)"),
	SUBROUTINE("htonl", HTONL, "uint32_t(uint32_t)"),
	SUBROUTINE("htonll", HTONLL, "uint64_t(uint64_t)"),
	SUBROUTINE("htons", HTONS, "uint16_t(uint16_t)"),
	SUBROUTINE("index", INDEX, "int(string, string, [int])"),
	SUBROUTINE("inet_ntoa", INET_NTOA, "string(void *)"),
	SUBROUTINE("inet_ntoa6", INET_NTOA6, "string(void *)"),
	SUBROUTINE("inet_ntop", INET_NTOP, "string(int, void *)"),
	SUBROUTINE("json", JSON, "string(string, string)"),
	STACK_KEY("jstack", JSTACK, "_stack([expr], [expr])", dt_action_ustack, D_USTACK_PROTO),
	SUBROUTINE("link_ntop", LINK_NTOP, "string(int, void *)"),
	AGGREGATE("llquantize", LLQUANTIZE, "void(expr, expr, expr, expr, expr, [int64_t])",
		  dt_aggregate_llquantize),
	SUBROUTINE("lltostr", LLTOSTR, "string(int64_t, [int])"),
	AGGREGATE("lquantize", LQUANTIZE, "void(expr, expr, expr, [expr], [int64_t])",
		  dt_aggregate_lquantize),
	AGGREGATE("max", MAX, "void(expr)", dt_aggregate_one),
	SUBROUTINE("memref", MEMREF, "uintptr_t *(void *, size_t)"),
	SUBROUTINE("memstr", MEMSTR, "string(void *, char, size_t)"),
	AGGREGATE("min", MIN, "void(expr)", dt_aggregate_one),
	KEY("mod", MOD, "_symaddr(uintptr_t)", dt_action_symbol),
	ABSENT("msgdsize", MSGDSIZE, "there are no STREAMS messages"),
	ABSENT("msgsize", MSGSIZE, "there are no STREAMS messages"),
	SUBROUTINE("mutex_owned", MUTEX_OWNED, "int(void *)"),
	SUBROUTINE("mutex_owner", MUTEX_OWNER, "struct task_struct *(void *)"),
	SUBROUTINE("mutex_type_adaptive", MUTEX_TYPE_ADAPTIVE, "int(void *)"),
	SUBROUTINE("mutex_type_spin", MUTEX_TYPE_SPIN, "int(void *)"),
	LIBACT("normalize", NORMALIZE, dt_action_normalize),
	SUBROUTINE("ntohl", NTOHL, "uint32_t(uint32_t)"),
	SUBROUTINE("ntohll", NTOHLL, "uint64_t(uint64_t)"),
	SUBROUTINE("ntohs", NTOHS, "uint16_t(uint16_t)"),
	ACTION("panic", PANIC, "void()", dt_action_destructive),
	LIBACT("pcap", PCAP, dt_action_pcap),
	LIBACT("print", PRINT, dt_action_print),
	RAW("printa", PRINTA, dt_action_printa),
	RAW("printf", PRINTF, dt_action_printf),
	RAW("printm", TRACEMEM, dt_action_printm),
	SUBROUTINE("progenyof", PROGENYOF, "int(pid_t)"),
	{"quantize", DT_FUNCTION_AGGREGATING, DTRACEAGG_QUANTIZE, "void(expr, [int64_t])",
	 dt_aggregate_quantize, .arity_tag = D_QUANT_PROTO},
	ACTION("raise", RAISE, "void(int)", dt_action_destructive),
	SUBROUTINE("rand", RAND, "int()"),
	SUBROUTINE("rindex", RINDEX, "int(string, string, [int])"),
	SUBROUTINE("rw_iswriter", RW_ISWRITER, "int(void *)"),
	SUBROUTINE("rw_read_held", RW_READ_HELD, "int(void *)"),
	SUBROUTINE("rw_write_held", RW_WRITE_HELD, "int(void *)"),
	LIBACT("setopt", SETOPT, dt_action_setopt),
	ACTION("speculate", SPECULATE, "void(int)", dt_action_speculate),
	SUBROUTINE("speculation", SPECULATION, "int()"),
	STACK_KEY("stack", STACK, "_stack([expr])", dt_action_stack, D_STACK_PROTO),
	AGGREGATE("stddev", STDDEV, "void(expr)", dt_aggregate_one),
	ACTION("stop", STOP, "void()", dt_action_destructive),
	SUBROUTINE("strchr", STRCHR, "string(string, char)"),
	SUBROUTINE("strjoin", STRJOIN, "string(string, string)"),
	SUBROUTINE("strlen", STRLEN, "size_t(string)"),
	SUBROUTINE("strrchr", STRRCHR, "string(string, char)"),
	SUBROUTINE("strstr", STRSTR, "string(string, string)"),
	SUBROUTINE("strtok", STRTOK, "string(string, string)"),
	SUBROUTINE("strtoll", STRTOLL, "int64_t(string, [int])"),
	SUBROUTINE("substr", SUBSTR, "string(string, int, [int])"),
	AGGREGATE("sum", SUM, "void(expr)", dt_aggregate_one),
	ABSENT("sx_exclusive_held", SX_EXCLUSIVE_HELD,
	       "there are no sx locks; see rw_write_held()"),
	ABSENT("sx_isexclusive", SX_ISEXCLUSIVE, "there are no sx locks; see rw_iswriter()"),
	ABSENT("sx_shared_held", SX_SHARED_HELD, "there are no sx locks; see rw_read_held()"),
	KEY("sym", SYM, "_symaddr(uintptr_t)", dt_action_symbol),
	RAW("system", SYSTEM, dt_action_system),
	SUBROUTINE("tolower", TOLOWER, "string(string)"),
	SUBROUTINE("toupper", TOUPPER, "string(string)"),
	RAW("trace", DIFEXPR, dt_action_trace),
	RAW("tracemem", TRACEMEM, dt_action_tracemem),
	LIBACT("trunc", TRUNC, dt_action_trunc),
	KEY("uaddr", UADDR, "_symaddr(uintptr_t)", dt_action_symbol),
	KEY("ufunc", USYM, "_symaddr(uintptr_t)", dt_action_symbol),
	KEY("umod", UMOD, "_symaddr(uintptr_t)", dt_action_symbol),
	STACK_KEY("ustack", USTACK, "_stack([expr], [expr])", dt_action_ustack, D_USTACK_PROTO),
	KEY("usym", USYM, "_symaddr(uintptr_t)", dt_action_symbol),
};

#define COUNT (sizeof(functions) / sizeof(functions[0]))

static int compare(const void *name, const void *row)
{
	return strcmp(name, ((const struct dt_function *)row)->name);
}

const struct dt_function *dt_function_find(const char *name)
{
	return bsearch(name, functions, COUNT, sizeof(functions[0]), compare);
}

const struct dt_function *dt_function_at(size_t i)
{
	return i < COUNT ? &functions[i] : NULL;
}
