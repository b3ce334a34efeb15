/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names of the running kernel: looking up what is not exported, calling it, and tables of the
 * functions of the kernel and its modules.
 *
 * Everything here may sleep and runs in thread context, except where [any] is said. Lookups work
 * from symbols_start() to symbols_stop().
 */
#ifndef DTRACE_LINUX_SYMBOLS_H
#define DTRACE_LINUX_SYMBOLS_H

#include <linux/module.h>
#include <linux/types.h>

int symbols_start(void);
void symbols_stop(void);

/* Address of a symbol of the kernel, or of "module:symbol"; 0 if there is none. */
unsigned long symbol_lookup(const char *name);

/*
 * Call a looked-up function. Its landing pad may be sealed (ENDBR overwritten), so an indirect
 * call could raise #CP on IBT hardware; this pushes the target and returns into it. At most five
 * integer or pointer arguments. [any]
 */
unsigned long symbol_call(unsigned long function, unsigned long a, unsigned long b, unsigned long c,
			  unsigned long d, unsigned long e);
#define SYMBOL_ARG(x)		 ((unsigned long)(x))
#define symbol_call0(f)		 symbol_call(f, 0, 0, 0, 0, 0)
#define symbol_call1(f, a)	 symbol_call(f, SYMBOL_ARG(a), 0, 0, 0, 0)
#define symbol_call2(f, a, b)	 symbol_call(f, SYMBOL_ARG(a), SYMBOL_ARG(b), 0, 0, 0)
#define symbol_call3(f, a, b, c) symbol_call(f, SYMBOL_ARG(a), SYMBOL_ARG(b), SYMBOL_ARG(c), 0, 0)

/* --- places in the kernel's text ------------------------------------------------------------ */

/* In _stext.._etext of the kernel proper (init text is outside). [any] */
bool symbol_in_kernel_text(unsigned long address);
void symbol_kernel_text(unsigned long *start, unsigned long *end);

/* Why nothing may be patched at this address; SYMBOL_RANGE_OK if it is in no forbidden section. */
enum symbol_range {
	SYMBOL_RANGE_OK,
	SYMBOL_RANGE_NOINSTR,
	SYMBOL_RANGE_ENTRY,
	SYMBOL_RANGE_INIT,
	SYMBOL_RANGE_STATIC_CALL,
	SYMBOL_RANGE_THUNK,
	SYMBOL_RANGE_OUTSIDE, /* neither kernel text nor text of a living module */
};
/* `module`: the module the address lies in, NULL for the kernel. The caller keeps it alive. */
enum symbol_range symbol_range(const struct module *module, unsigned long address);

/*
 * In the text of the kernel (freed init text is, too) or of any module; code made at run time (optimised kprobes, BPF) is
 * not, but for the thunks that indirect jumps are led through on processors with the ITS bug.
 */
bool symbol_is_text(unsigned long address);

/* On the kprobe blacklist (functions that the kernel's own int3 path uses, among others)? */
bool symbol_kprobe_blacklisted(unsigned long address);
/* Is it one of the return thunks (`jmp __x86_return_thunk` and its kin)? [any] */
bool symbol_is_return_thunk(unsigned long address);
/* Is there an exception-table entry for the instruction at this address? */
bool symbol_has_exception_entry(unsigned long address);
/* Does ftrace own a call site here (the kernel's own record)? */
bool symbol_is_ftrace_site(unsigned long address);

/* Core text of a module; and its init text, which is there while it is coming (else empty). */
void symbol_module_text(const struct module *module, unsigned long *start, unsigned long *end);
void symbol_module_init_text(const struct module *module, unsigned long *start,
			     unsigned long *end);

/* --- tables of functions ---------------------------------------------------------------------- */

struct symbol_function {
	unsigned long address;
	unsigned int size; /* up to the next distinct symbol or the end of the section */
	unsigned int name; /* offset in names[]; see symbol_name() */
};

/*
 * All function symbols of the kernel's or one module's core text, sorted by address, then in the
 * order kallsyms has them. Aliases (several names, one address) stand next to each other and have
 * the same size. Section markers and __pfx_ / __cfi_ padding symbols are left out. A snapshot: it
 * keeps no reference to the module and copies all names.
 */
struct symbol_table {
	size_t count;
	struct symbol_function *functions;
	char *names;
};

/* module NULL: the kernel. 0 or -ENOMEM, -ENOENT (no symbols). */
int symbol_table_make(struct module *module, struct symbol_table **table);
/* The same of a module's init text. */
int symbol_table_make_init(struct module *module, struct symbol_table **table);
void symbol_table_free(struct symbol_table *table);

static inline const char *symbol_name(const struct symbol_table *table,
				      const struct symbol_function *function)
{
	return table->names + function->name;
}

/* First entry whose function contains the address, or NULL. */
const struct symbol_function *symbol_table_find(const struct symbol_table *table,
						unsigned long address);
/* First entry with this name, or NULL. Linear. */
const struct symbol_function *symbol_table_named(const struct symbol_table *table,
						 const char *name);

/*
 * Call visit for every module that is LIVE, one at a time, each pinned by a reference during
 * the call (a module that is just going is skipped). Stops at the first non-zero result and returns
 * it. Not from a module notifier.
 */
int symbol_each_module(int (*visit)(struct module *module, void *data), void *data);

#endif
