/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Built-in variables: one row each. fds[], curpsinfo, curcpu, cwd and their like
 * are inlines of the D libraries, not of this table.
 */
#include "dt_builtin.h"
#include <stdlib.h>
#include <string.h>

#define STABLE                                                                        \
	{                                                                             \
		DTRACE_STABILITY_STABLE, DTRACE_STABILITY_STABLE, DTRACE_CLASS_COMMON \
	}
#define PRIVATE                                                                        \
	{                                                                              \
		DTRACE_STABILITY_STABLE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_COMMON \
	}
#define ISA                                                                        \
	{                                                                          \
		DTRACE_STABILITY_STABLE, DTRACE_STABILITY_STABLE, DTRACE_CLASS_ISA \
	}

const struct dtrace_attribute dt_attribute_stable = STABLE;
const struct dtrace_attribute dt_attribute_program = STABLE;

/* Sorted by name. */
static const struct dt_builtin builtins[] = {
	{"arg0", DIF_VAR_ARG0, "int64_t", STABLE},
	{"arg1", DIF_VAR_ARG0 + 1, "int64_t", STABLE},
	{"arg2", DIF_VAR_ARG0 + 2, "int64_t", STABLE},
	{"arg3", DIF_VAR_ARG0 + 3, "int64_t", STABLE},
	{"arg4", DIF_VAR_ARG0 + 4, "int64_t", STABLE},
	{"arg5", DIF_VAR_ARG0 + 5, "int64_t", STABLE},
	{"arg6", DIF_VAR_ARG0 + 6, "int64_t", STABLE},
	{"arg7", DIF_VAR_ARG0 + 7, "int64_t", STABLE},
	{"arg8", DIF_VAR_ARG0 + 8, "int64_t", STABLE},
	{"arg9", DIF_VAR_ARG9, "int64_t", STABLE},
	{"args", DIF_VAR_ARGS, NULL, STABLE},
	{"caller", DIF_VAR_CALLER, "uintptr_t", STABLE},
	{"cpu", DIF_VAR_CPU, "int", STABLE},
	{"curthread", DIF_VAR_CURTHREAD, "struct task_struct *", PRIVATE},
	{"epid", DIF_VAR_EPID, "unsigned int", STABLE},
	{"errno", DIF_VAR_ERRNO, "int", STABLE},
	{"execargs", DIF_VAR_EXECARGS, "string", STABLE},
	{"execname", DIF_VAR_EXECNAME, "string", STABLE},
	{"gid", DIF_VAR_GID, "unsigned int", STABLE},
	{"id", DIF_VAR_ID, "unsigned int", STABLE},
	{"ipl", DIF_VAR_IPL, "unsigned int", STABLE},
	{"jailname", DIF_VAR_JAILNAME, "string", STABLE, "there are no jails"},
	{"jid", DIF_VAR_JID, "int", STABLE, "there are no jails"},
	{"lgrp", DIF_VAR_LAST, "int", STABLE, "there are no locality groups"},
	{"pid", DIF_VAR_PID, "pid_t", STABLE},
	{"ppid", DIF_VAR_PPID, "pid_t", STABLE},
	{"probefunc", DIF_VAR_PROBEFUNC, "string", STABLE},
	{"probemod", DIF_VAR_PROBEMOD, "string", STABLE},
	{"probename", DIF_VAR_PROBENAME, "string", STABLE},
	{"probeprov", DIF_VAR_PROBEPROV, "string", STABLE},
	{"pset", DIF_VAR_LAST, "int", STABLE, "there are no processor sets"},
	{"regs", DIF_VAR_REGS, "uint64_t", ISA},
	{"stackdepth", DIF_VAR_STACKDEPTH, "uint32_t", STABLE},
	{"tid", DIF_VAR_TID, "id_t", STABLE},
	{"timestamp", DIF_VAR_TIMESTAMP, "uint64_t", STABLE},
	{"ucaller", DIF_VAR_UCALLER, "uint64_t", STABLE},
	{"uid", DIF_VAR_UID, "unsigned int", STABLE},
	{"uregs", DIF_VAR_UREGS, "uint64_t", ISA},
	{"ustackdepth", DIF_VAR_USTACKDEPTH, "uint32_t", STABLE},
	{"vmregs", DIF_VAR_VMREGS, "uint64_t", ISA,
	 "registers of a virtual machine are not visible to its guest"},
	{"vtimestamp", DIF_VAR_VTIMESTAMP, "uint64_t", STABLE},
	{"walltimestamp", DIF_VAR_WALLTIMESTAMP, "int64_t", STABLE},
	{"zonename", DIF_VAR_ZONENAME, "string", STABLE},
};

#define COUNT (sizeof(builtins) / sizeof(builtins[0]))

static int compare(const void *name, const void *row)
{
	return strcmp(name, ((const struct dt_builtin *)row)->name);
}

const struct dt_builtin *dt_builtin_find(const char *name)
{
	return bsearch(name, builtins, COUNT, sizeof(builtins[0]), compare);
}

const struct dt_builtin *dt_builtin_at(size_t i)
{
	return i < COUNT ? &builtins[i] : NULL;
}
