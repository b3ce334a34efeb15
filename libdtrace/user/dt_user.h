/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * User programs as they are on disk and in memory: ELF objects with their functions and static
 * probes, the mappings of a process, and the places at which a probe description asks for a probe.
 * Nothing here knows a handle, a driver or ptrace: both hosts use it.
 *
 * An object is read once and does not change; its lists stay valid until dt_object_close(). What a
 * file says is not believed: counts, offsets and strings are checked, and a bad file leads to fewer
 * symbols or to a sentence in `why`, never to more. Not thread-safe.
 *
 * "address" is always as the ELF file has it, "offset" an offset in the file; the address in a
 * process is address + bias of the mapping.
 */
#ifndef DT_USER_H
#define DT_USER_H

#include <dtrace/limits.h>
#include <dtrace/location.h>
#include <stddef.h>
#include <sys/types.h>

/* --- objects: dt_object.c, dt_debugfile.c, dt_note.c, dt_declared.c -------------------------------------------
 */

#define DT_BUILD_ID_MAX 64

struct dt_function {
	uint64_t address, size;
	const char *name;
	bool global;   /* can be seen from other objects */
	bool indirect; /* IFUNC: this is the code that chooses the real one at load time */
};

/* A probe of .note.stapsdt; addresses corrected for prelink. */
struct dt_note {
	const char *provider, *name, *arguments; /* arguments: "" = none */
	uint64_t address;
	uint64_t semaphore; /* address of its counter, 0 = none */
};

/* What the author says of a static probe (dtrace -G); strings of types stand one behind the other. */
struct dt_declared {
	const char *provider, *name; /* as in the notes */
	const char *native, *translated;
	unsigned int native_count, translated_count;
	const uint8_t *mapping; /* of each translated argument: which native one it is */
	uint32_t attributes[5]; /* of the provider, as in DOF */
};

struct dt_segment {
	uint64_t address, offset, size; /* size in the file */
	bool executable, writable;
};

struct dt_object {
	char *path;	       /* as opened */
	const char *name;      /* last part of it */
	const char *soname;    /* DT_SONAME or NULL */
	bool is_32bit, is_pie; /* is_pie: ET_DYN, a shared library too */
	dev_t device;
	ino_t inode;
	uint8_t build_id[DT_BUILD_ID_MAX];
	size_t build_id_size;
	uint64_t entry;

	struct dt_segment *segments;
	size_t segment_count;
	struct dt_function *functions; /* by address; several names of one address stand together */
	size_t function_count;
	char *debug_path;      /* the separate debug file the functions came from, or NULL */
	struct dt_note *notes; /* in the order of the file */
	size_t note_count;
	struct dt_declared *declared;
	size_t declared_count;
	bool tells; /* made with dtrace -G: a process tells the driver of its probes at start-up */

	struct dt_object_private *private;
};

/* NULL after saying in `why` what is wrong (a sentence that names the file). */
struct dt_object *dt_object_open(const char *path, char *why, size_t size);
/* The same of an open file, which stays the caller's; `path` is for names and messages. */
struct dt_object *dt_object_open_file(int file, const char *path, char *why, size_t size);
void dt_object_close(struct dt_object *object);

/* Is this what a D program calls it: base name, soname, soname without version ("libc", "libc.so"),
 * "a.out" if main? Globs allowed. */
bool dt_object_matches(const struct dt_object *object, const char *pattern, bool is_main);

/* false if no segment of the file has it. */
bool dt_object_offset(const struct dt_object *object, uint64_t address, uint64_t *offset);
bool dt_object_address(const struct dt_object *object, uint64_t offset, uint64_t *address);
bool dt_object_executable(const struct dt_object *object, uint64_t address);
/* Bytes of the file's segments at an address; how many there were (0: none). */
size_t dt_object_read(const struct dt_object *object, uint64_t address, void *to, size_t size);

/* The function an address is in (the best of its names), or NULL. */
const struct dt_function *dt_object_function_at(const struct dt_object *object, uint64_t address);
/* The first of that name, or NULL. */
const struct dt_function *dt_object_function(const struct dt_object *object, const char *name);
/* Any symbol (variables too) of that name: its address. */
bool dt_object_symbol(const struct dt_object *object, const char *name, uint64_t *address);

/* NULL: nothing was declared. */
const struct dt_declared *dt_object_declared(const struct dt_object *object, const char *provider,
					     const char *name);

/* The arguments of a note; at most `room` are stored, returned is how many there are. */
size_t dt_note_arguments(const struct dt_object *object, const struct dt_note *note,
			 struct dtrace_location *to, size_t room);

/* --- processes: dt_maps.c ----------------------------------------------------------------------
 */

struct dt_mapping {
	uint64_t start, end, offset;
	dev_t device;
	ino_t inode;
	bool executable, writable;
	char *path; /* "" anonymous; "[vdso]" and the like as the kernel has it */
	bool deleted;
};

struct dt_maps {
	pid_t pid;
	struct dt_mapping *list;
	size_t count;
};

/* 0, or an errno: ESRCH (it has ended), EACCES … The old contents of *maps stay when it fails. */
int dt_maps_read(struct dt_maps *maps, pid_t pid);
/* One more, which lies behind the others; `path` as the kernel says it. false: no memory. */
bool dt_maps_add(struct dt_maps *maps, const struct dt_mapping *mapping, const char *path);
void dt_maps_free(struct dt_maps *maps);
const struct dt_mapping *dt_maps_at(const struct dt_maps *maps, uint64_t address);
/* Open the file a mapping shows, whatever has become of its name: -1 and errno. */
int dt_mapping_open(const struct dt_maps *maps, const struct dt_mapping *mapping);
/* Address in the process minus address in the object; false if the mapping is none of the object's.
 */
bool dt_mapping_bias(const struct dt_mapping *mapping, const struct dt_object *object,
		     uint64_t *bias);

/* --- probe sites: dt_site.c, dt_returns.c, dt_plock.c ------------------------------------------------------
 */

enum dt_site_kind {
	DT_SITE_ENTRY,
	DT_SITE_RETURN, /* one of the places a function leaves by */
	DT_SITE_OFFSET, /* any instruction */
	DT_SITE_USDT,
	DT_SITE_LOCK_ENTRY, /* plockstat: see <dtrace/plock.h> */
	DT_SITE_LOCK_RETURN,
	DT_SITE_IS_ENABLED /* counter only: fires nothing */
};

#define DT_SITE_ARGUMENTS 12

/* Strings live as long as the object. */
struct dt_site {
	enum dt_site_kind kind;
	const struct dt_object *object;
	const char *provider;	    /* USDT: without pid; else "pid" */
	const char *function;	    /* "" where no symbol is */
	char name[DTRACE_NAME_LEN]; /* as D has it: "query-start", "entry", "1a" */
	uint64_t address;
	uint64_t offset;	  /* in the file: with its inode what a uprobe needs */
	uint64_t function_offset; /* from the start of the function */
	uint64_t semaphore;	  /* file offset of the counter, 0 = none */
	unsigned int plock;	  /* of the DT_SITE_LOCK_* */
	const struct dt_declared *declared; /* of a static probe, or NULL */
	size_t argument_count;
	struct dtrace_location arguments[DT_SITE_ARGUMENTS];
};

/* Stops at the first non-zero result and returns it. */
typedef int dt_site_visit(const struct dt_site *site, void *argument);
/* Reasons that callers tell apart: by address, not by text. */
extern const char dt_refused_past_end[], dt_refused_inside[];
/* `why` of a function or place that cannot be probed. NULL: not interested. */
typedef void dt_site_refuse(const struct dt_function *function, const char *why, void *argument);

/*
 * Static probes of an object whose provider (the pid cut off), function and name match; patterns
 * are D's globs, "" is everything.
 */
int dt_sites_usdt(const struct dt_object *object, const char *provider, const char *function,
		  const char *name, dt_site_visit *visit, void *argument);
/* Probes of plockstat in an object, for dt_sites_usdt, which gives them too. */
int dt_sites_plock(const struct dt_object *object, const char *function, const char *name,
		   dt_site_visit *visit, void *argument);
/*
 * pid probes of an object: name is entry, return, a hexadecimal offset, or a glob (which means
 * entry, return and every instruction as far as it matches those names). function "-" with a
 * hexadecimal name: that address of the object.
 */
int dt_sites_pid(const struct dt_object *object, const char *function, const char *name,
		 dt_site_visit *visit, dt_site_refuse *refuse, void *argument);

/*
 * The instructions by which a function leaves, as offsets from its start: ret, and jumps to
 * somewhere else (tail calls). Returns how many (stored: at most `room`), or a negative number with
 * a sentence in *why: the function cannot be decoded safely.
 */
int dt_function_returns(const struct dt_object *object, const struct dt_function *function,
			uint32_t *offsets, size_t room, const char **why);
/* Offsets of all its instructions, likewise. */
int dt_function_instructions(const struct dt_object *object, const struct dt_function *function,
			     uint32_t *offsets, size_t room, const char **why);

/* D's glob: * ? [a-z] [!a-z] \x; "" matches everything. */
bool dt_user_glob(const char *text, const char *pattern);

#endif
