/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The type graph: one representation for types from BTF (kernel and
 * modules), from DWARF (applications), from D declarations and from D itself.
 *
 * A `struct dt_type` belongs to a container and lives as long as the handle. Readers
 * make types on demand (a kernel has 100,000), so everything is asked through functions.
 * All functions accept any type; those that speak of members, parameters … see
 * through typedefs and qualifiers themselves. NULL is never a valid argument unless said.
 */
#ifndef DT_TYPE_H
#define DT_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct dtrace_hdl;
struct dt_type;
struct dt_container; /* "D" (built-in and program), "vmlinux", a kernel module, an ELF file */

enum dt_kind {
	DT_KIND_UNKNOWN,
	DT_KIND_VOID,
	DT_KIND_INTEGER, /* char, bool and bit-field bases included */
	DT_KIND_FLOAT,
	DT_KIND_POINTER,
	DT_KIND_ARRAY,
	DT_KIND_FUNCTION,
	DT_KIND_STRUCT,
	DT_KIND_UNION,
	DT_KIND_ENUM,
	DT_KIND_FORWARD, /* struct or union tag without a body */
	DT_KIND_TYPEDEF,
	DT_KIND_CONST,
	DT_KIND_VOLATILE,
	DT_KIND_RESTRICT,
	DT_KIND_STRING, /* D's string; size = strsize at the time of use */
	DT_KIND_STACK,	/* value of stack() as an aggregation key */
	DT_KIND_SYMADDR, /* values of sym(), mod(), usym()… */
	DT_KIND_DYNAMIC	 /* <DYN>: aggregations, translated values, actions */
};

struct dt_member {
	const char *name; /* "" for an anonymous struct or union */
	struct dt_type *type;
	uint64_t bit_offset;
	uint32_t bit_size; /* 0 = not a bit-field */
};

struct dt_enumerator {
	const char *name;
	int64_t value;
};

/* --- opening -------------------------------------------------------------------- */

/*
 * Make the type system of a handle: the D container with the intrinsic types. 0 or -1 (error on the
 * handle).
 */
int dt_types_open(struct dtrace_hdl *hdl);
void dt_types_close(struct dtrace_hdl *hdl);

/* --- the D container: built-in types and what programs declare ------------------------ */

struct dt_container *dt_container_d(struct dtrace_hdl *hdl);
const char *dt_container_name(const struct dt_container *container);
/*
 * A kernel module's container ("vmlinux" or "ext4"), reading its BTF when first wanted. NULL: no
 * such module or it has no types.
 */
struct dt_container *dt_container_module(struct dtrace_hdl *hdl, const char *module);
/* Is there such a module? Answered without reading its types where that is possible. */
bool dt_module_present(struct dtrace_hdl *hdl, const char *module);
/*
 * An ELF file's own types, from its debugging information (its separate debug file is found too).
 * NULL: it has none. Not part of any search: pass the container to dt_type_lookup.
 */
struct dt_container *dt_container_file(struct dtrace_hdl *hdl, const char *path);
/* A function's prototype and a variable's type by name; NULL when there is none. */
struct dt_type *dt_container_function(struct dt_container *container, const char *function);
struct dt_type *dt_container_variable(struct dt_container *container, const char *variable);
/* A function's prototype as the object of a process that it is in describes it. */
struct dt_container *dt_process_container(struct dtrace_hdl *hdl, pid_t pid, const char *object);
struct dt_type *dt_process_function_type(struct dtrace_hdl *hdl, pid_t pid, const char *object,
					 const char *function);
/* Why there are no kernel types, as "path: reason"; NULL when there are. */
const char *dt_types_problem(struct dtrace_hdl *hdl);

/*
 * Look a type up by its C name ("struct task_struct", "unsigned long", "pid_t", "union x", "enum
 * y", "string", with any number of trailing '*', and optional module scope "struct ext4`inode").
 * container NULL: D first, then vmlinux, then the modules. NULL when there is none (no error is
 * set).
 */
struct dt_type *dt_type_lookup(struct dtrace_hdl *hdl, struct dt_container *container,
			       const char *name);
/* Names in the D container, as dt_type_lookup wants them. */
void dt_types_walk(struct dtrace_hdl *hdl, void (*visit)(const char *name, void *data), void *data);
/* What the D container knows by name; a failed compilation takes back what it declared. */
struct dt_types_mark {
	uint32_t names;
	size_t enums;
};
struct dt_types_mark dt_types_mark(struct dtrace_hdl *hdl);
void dt_types_rollback(struct dtrace_hdl *hdl, struct dt_types_mark mark);
/* Same for one kind of tag (DT_KIND_STRUCT, UNION, ENUM) or DT_KIND_TYPEDEF for any plain name. */
struct dt_type *dt_type_lookup_tag(struct dtrace_hdl *hdl, struct dt_container *container,
				   enum dt_kind kind, const char *tag);
/* An enumerator's value, searched as dt_type_lookup does (its own enum type in *type). 0 or -1. */
int dt_enumerator_lookup(struct dtrace_hdl *hdl, const char *name, struct dt_type **type,
			 int64_t *value);

/* --- making types (in the D container); NULL only for lack of memory --------------------- */

struct dt_type *dt_type_integer(struct dtrace_hdl *hdl, const char *name, unsigned int bits,
				bool is_signed);
struct dt_type *dt_type_float(struct dtrace_hdl *hdl, const char *name, unsigned int bits);
struct dt_type *dt_type_pointer(struct dtrace_hdl *hdl, struct dt_type *to); /* shared: same `to`, same pointer */
struct dt_type *dt_type_array(struct dtrace_hdl *hdl, struct dt_type *element, uint64_t count);
struct dt_type *dt_type_function(struct dtrace_hdl *hdl, struct dt_type *result,
				 struct dt_type *const *parameters, size_t count, bool variadic);
struct dt_type *dt_type_qualified(struct dtrace_hdl *hdl, enum dt_kind qualifier,
				  struct dt_type *type);
struct dt_type *dt_type_typedef(struct dtrace_hdl *hdl, const char *name, struct dt_type *type);
/*
 * A struct, union or enum without members yet (tag "" or NULL: anonymous); found again by tag until
 * it is finished. A FORWARD of the same tag becomes it. A finished one is not changed: the call
 * then makes a new type that hides it.
 */
struct dt_type *dt_type_tagged(struct dtrace_hdl *hdl, enum dt_kind kind, const char *tag);
/*
 * Add a member at its natural place (C layout, bit-fields included). 0 or -1: duplicate name, or
 * too large.
 */
int dt_type_add_member(struct dtrace_hdl *hdl, struct dt_type *aggregate, const char *name,
		       struct dt_type *type, int bit_size /* -1: not a bit-field */);
int dt_type_add_enumerator(struct dtrace_hdl *hdl, struct dt_type *enumeration, const char *name,
			   int64_t value);
/* The declaration is complete: final size and alignment. */
void dt_type_finish(struct dtrace_hdl *hdl, struct dt_type *aggregate);

/* --- asking ------------------------------------------------------------------------------- */

enum dt_kind dt_type_kind(const struct dt_type *type);
/* Strip typedefs and qualifiers. */
struct dt_type *dt_type_resolve(struct dt_type *type);
/*
 * One step: what a pointer points to, an array holds, a typedef or qualifier stands for, a function
 * returns. NULL otherwise.
 */
struct dt_type *dt_type_reference(struct dt_type *type);
uint64_t dt_type_size(struct dtrace_hdl *hdl, struct dt_type *type); /* bytes; 0: void, incomplete, function */
uint64_t dt_type_align(struct dt_type *type);
bool dt_type_complete(struct dt_type *type);
/* After resolve: */
bool dt_type_is_signed(struct dt_type *type);	/* integers and enums */
unsigned int dt_type_bits(struct dt_type *type); /* integers: value bits (bool: 8) */
bool dt_type_is_bool(struct dt_type *type);
bool dt_type_is_char(struct dt_type *type); /* char, signed or unsigned char */
bool dt_type_is_integer(struct dt_type *type); /* INTEGER or ENUM */
bool dt_type_is_pointer(struct dt_type *type);
bool dt_type_is_scalar(struct dt_type *type); /* integer, enum, pointer */
bool dt_type_is_string(struct dt_type *type); /* D string */
/* char *, char [], string: may stand where a string is wanted */
bool dt_type_is_string_like(struct dt_type *type);
bool dt_type_is_aggregate(struct dt_type *type); /* struct or union */
bool dt_type_by_reference(struct dt_type *type); /* of those: passed and returned by its address (C++) */
/*
 * Same type for assignment of structs, pointer compatibility: names and kinds agree after resolve.
 */
bool dt_type_same(struct dt_type *a, struct dt_type *b);
bool dt_type_pointer_compatible(struct dt_type *a, struct dt_type *b);

uint64_t dt_array_count(struct dt_type *array);
size_t dt_type_member_count(struct dt_type *aggregate);
/* i-th direct member; the strings live as long as the type. 0 or -1. */
int dt_type_member_at(struct dt_type *aggregate, size_t i, struct dt_member *member);
/* By name, through anonymous members; bit_offset is from the start of `aggregate`. 0 or -1. */
int dt_type_member(struct dt_type *aggregate, const char *name, struct dt_member *member);
size_t dt_enumerator_count(struct dt_type *enumeration);
int dt_enumerator_at(struct dt_type *enumeration, size_t i, struct dt_enumerator *enumerator);
/* Name for a value; NULL when there is none. */
const char *dt_enum_name(struct dt_type *enumeration, int64_t value);
size_t dt_function_parameter_count(struct dt_type *function);
struct dt_type *dt_function_parameter(struct dt_type *function, size_t i);
bool dt_function_variadic(struct dt_type *function);

/* C name as people write it: "struct task_struct *", "char [16]", "int (*)(int)". Returns `to`. */
char *dt_type_name(struct dt_type *type, char *to, size_t size);
/* Where it came from; the D container for D's own. */
struct dt_container *dt_type_container(struct dt_type *type);

/* --- intrinsic types, ready after dt_types_open --------------------------------------------- */

enum dt_intrinsic {
	DT_VOID,
	DT_CHAR, /* signed */
	DT_UCHAR,
	DT_SHORT,
	DT_USHORT,
	DT_INT,
	DT_UINT,
	DT_LONG,
	DT_ULONG,
	DT_LONGLONG,
	DT_ULONGLONG,
	DT_BOOL,
	DT_INT8, DT_INT16, DT_INT32, DT_INT64, /* the typedefs int8_t … */
	DT_UINT8, DT_UINT16, DT_UINT32, DT_UINT64,
	DT_SIZE, DT_UINTPTR, DT_PID, DT_ID,
	DT_STRING,
	DT_STACK,
	DT_SYMADDR,
	DT_DYNAMIC,
	DT_VOID_POINTER,
	DT_CHAR_POINTER,
	DT_FUNCTION, /* int () */
	DT_INTRINSIC_MAX
};
struct dt_type *dt_intrinsic(struct dtrace_hdl *hdl, enum dt_intrinsic which);

/* --- kernel symbols (from /proc/kallsyms, lazily) -------------------------------------------- */

struct dt_symbol {
	const char *module; /* "vmlinux" for built-in */
	const char *name;
	uint64_t address; /* 0 when the kernel hides addresses from us */
	uint64_t size;	  /* to the next symbol */
};
/* module NULL: any. 0 or -1 (not found). */
int dt_symbol_by_name(struct dtrace_hdl *hdl, const char *module, const char *name,
		      struct dt_symbol *symbol);
int dt_symbol_by_address(struct dtrace_hdl *hdl, uint64_t address, struct dt_symbol *symbol);
/*
 * The modules that symbols are of, from 0 (vmlinux): 0, or -1 past the end; and where a module's
 * symbols lie.
 */
int dt_symbol_module(struct dtrace_hdl *hdl, uint32_t index, const char **name);
void dt_symbol_range(struct dtrace_hdl *hdl, uint32_t index, uint64_t *start, uint64_t *size);
/*
 * Type of a kernel variable or function from BTF (variables: per-CPU ones only carry BTF in most
 * kernels); NULL: no type is known.
 */
struct dt_type *dt_symbol_type(struct dtrace_hdl *hdl, const struct dt_symbol *symbol);
/* Prototype of a kernel function by module and name, NULL when BTF has none: args[] of fbt. */
struct dt_type *dt_function_type(struct dtrace_hdl *hdl, const char *module, const char *function);
/*
 * The function type of a kernel tracepoint, by module and name (with `-` or `_`). Its first
 * parameter is the kernel's own. NULL: it is not known.
 */
struct dt_type *dt_tracepoint_type(struct dtrace_hdl *hdl, const char *module, const char *name);

/* --- symbols of the process that is traced (dt_target_symbol.c) ------------------------------ */

enum dt_target_answer { DT_TARGET_FOUND, DT_TARGET_NO_OBJECT, DT_TARGET_NO_SYMBOL };
/* *type NULL: it is not known. NO_OBJECT: no target, or no such object is mapped in it. */
enum dt_target_answer dt_target_symbol(struct dtrace_hdl *hdl, const char *object, const char *name,
				       uint64_t *address, struct dt_type **type);

/* --- values ---------------------------------------------------------------------------------- */

#include <stdio.h>
/* print(): the typed layout of D-SPEC 7 for `size` bytes of data. */
void dt_print_value(struct dtrace_hdl *hdl, FILE *out, struct dt_type *type, const void *data,
		    size_t size);

#endif
