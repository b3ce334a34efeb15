/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Inside of the type graph: what dt_type*.c and the readers (BTF, DWARF) share and nobody else
 * sees.
 *
 * A type is made "shallow": kind, name and size. What it refers to (members, element, parameters …)
 * is filled in by its container's reader the first time somebody asks, and then consists of shallow
 * types again. So reading never recurses, and a kernel's 150,000 types cost nothing until they are
 * used.
 *
 * All of it belongs to one handle: types, names and arrays live in the handle's arena, and nothing
 * here is process-wide. Readers check everything they read; whoever walks the graph must still
 * bound the walk, because a malicious file can describe types that contain themselves: DT_DEPTH_MAX
 * for depth, a budget for breadth.
 */
#ifndef DT_TYPE_IMPL_H
#define DT_TYPE_IMPL_H

#include "dt_arena.h"
#include "dt_impl.h"

#define DT_DEPTH_MAX	 32	    /* nesting of declarators and aggregates */
#define DT_CHAIN_MAX	 256	    /* length of a chain of typedefs, qualifiers and arrays */
#define DT_WALK_MAX	 (1u << 16) /* members looked at in one question */
#define DT_TYPE_NAME_MAX 1024	    /* longest type name that is parsed */

/* --- types --------------------------------------------------------------------------------- */

struct dt_type {
	struct dt_container *container;
	const char *name; /* tag, typedef's or base type's name; NULL when there is none */
	/* Pointer, array, typedef, qualifier; function: result; forward: the whole type, if known.
	 */
	struct dt_type *reference;
	struct dt_type *pointer; /* the one pointer to this type, once somebody wanted it */
	struct dt_type *next;	 /* D container: next name in the bucket */
	union {
		struct dt_member *members;	   /* struct, union */
		struct dt_enumerator *enumerators; /* enum */
		struct dt_type **parameters;	   /* function */
	};
	uint64_t count;	   /* array: elements. Open aggregate of D: bits used so far */
	uint64_t size;	   /* bytes; not for array and string, whose size is worked out */
	uint32_t length;   /* of members, enumerators or parameters */
	uint32_t capacity; /* D container: allocated so far */
	uint32_t align;	   /* 0: not worked out yet */
	uint32_t id;	   /* the reader's */
	uint16_t bits;	   /* integer: value bits */
	uint8_t kind;	   /* enum dt_kind */
	bool loaded;	   /* reference, members … are there */
	bool complete;	   /* struct, union, enum: has a body */
	bool is_signed;
	bool is_bool;
	bool variadic;
	bool is_union; /* FORWARD: of a union */
	bool by_reference; /* struct, union, loaded: C++ passes the address of one instead */
};

/* What kind of name is looked for; readers index by it. */
enum dt_name_class {
	DT_CLASS_PLAIN, /* typedefs and base types */
	DT_CLASS_STRUCT,
	DT_CLASS_UNION,
	DT_CLASS_ENUM,
	DT_CLASS_FUNCTION,
	DT_CLASS_VARIABLE
};

/* Where types come from. */
struct dt_reader {
	/*
	 * Fill in what a shallow type refers to. Never fails: what cannot be read is of kind
	 * UNKNOWN.
	 */
	void (*load)(struct dt_container *container, struct dt_type *type);
	/*
	 * A FORWARD only when the container has no complete type of that name. Functions give their
	 * prototype, variables their type.
	 */
	struct dt_type *(*find)(struct dt_container *container, enum dt_name_class class,
				const char *name, size_t length);
	int (*enumerator)(struct dt_container *container, const char *name, struct dt_type **type,
			  int64_t *value);
	void (*close)(struct dt_container *container);
};

struct dt_container {
	const struct dt_reader *reader;
	struct dt_types *types;
	struct dt_container *next;
	struct dt_container *base; /* whose types it sees too: the kernel's, for a module */
	const char *name;
};

#define DT_D_BUCKETS 256

struct dt_types {
	struct dtrace_hdl *hdl;
	struct dt_arena *arena;
	struct dt_container d;
	struct dt_container *kernel;  /* vmlinux, NULL until wanted */
	struct dt_container *modules; /* those opened, newest first */
	struct dt_container *files;   /* programs and libraries opened, by path */
	bool kernel_tried;
	char problem[256];		       /* why the kernel's types cannot be had */
	struct dt_type *buckets[DT_D_BUCKETS]; /* names of the D container */
	uint32_t names;			       /* given out in it so far: the id of the newest */
	struct dt_type **enums; /* enums of the D container, in order of declaration */
	size_t enum_count, enum_capacity;
	struct dt_type *intrinsic[DT_INTRINSIC_MAX];
	struct dt_type *signed_char, *int128, *unsigned_int128, *float_, *double_, *long_double;
	struct dt_type *unknown; /* stands for whatever could not be read */
};

/* A copy of so many bytes and a NUL; NULL when there is no memory. */
char *dt_arena_strndup(struct dt_arena *arena, const char *text, size_t length);
/* A type with nothing but its kind; NULL: no memory. */
struct dt_type *dt_type_new(struct dt_container *container, enum dt_kind kind, const char *name);
void dt_type_load(struct dt_type *type);
uint32_t dt_name_hash(const char *name, size_t length, uint32_t seed);
enum dt_name_class dt_kind_class(enum dt_kind kind);
/* "long unsigned int" and all its spellings as "unsigned long"; NULL: no base type. */
struct dt_type *dt_base_type(struct dt_types *types, const char *name, size_t length);

/* --- containers of the kernel (dt_type_module.c) ------------------------------------------- */

/*
 * Search D, vmlinux and modules in that order (container NULL), or one container; a complete type
 * anywhere is preferred to a forward declaration found earlier.
 */
struct dt_type *dt_types_find(struct dt_types *types, struct dt_container *container,
			      enum dt_name_class class, const char *name, size_t length);
/* The container that the scope of a name means: D`, C`, vmlinux`, ext4`. NULL: none. */
struct dt_container *dt_types_scope(struct dt_types *types, const char *scope, size_t length);
void dt_containers_close(struct dt_types *types);

/* --- the process that is traced (dt_type_target.c) ----------------------------------------- */

/* The container of "a.out" or of a library of the target; NULL: no target or no such object. */
struct dt_container *dt_types_target(struct dt_types *types, const char *object);

/* --- BTF (dt_btf.c, dt_btf_file.c) --------------------------------------------------------- */

/*
 * A container over a BTF image; takes over `data` (malloc'ed), also on failure. base: container of
 * the types a module's BTF builds upon, or NULL. On failure NULL and the reason in why.
 */
struct dt_container *dt_btf_open(struct dt_types *types, const char *name, void *data, size_t size,
				 struct dt_container *base, char *why, size_t why_size);
/* The whole of a file, malloc'ed; NULL and the reason in why. */
void *dt_read_whole_file(const char *path, size_t limit, size_t *size, char *why, size_t why_size);

/* --- DWARF (dt_dwarf.c, dt_dwarf_file.c) --------------------------------------------------- */

struct dt_container *dt_dwarf_open(struct dt_types *types, const char *name, const char *path,
				   char *why, size_t why_size);

/* --- symbols (dt_symbols.c) ---------------------------------------------------------------- */

void dt_symbols_close(struct dtrace_hdl *hdl);

#endif
