/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The objects of a target: its executable and libraries, loaded or to be loaded. [control]
 */
#ifndef DTRACE_USER_PROCESS_OBJECTS_H
#define DTRACE_USER_PROCESS_OBJECTS_H

#include <sys/types.h>

#include "libdtrace/user/dt_user.h"

struct process_object {
	struct process_object *next;
	struct dt_object *object;
	bool is_main;
};

/* A command that is still held shows no more than itself and its dynamic linker. */
bool process_is_beginning(pid_t pid);
/* Add the objects mapped now; `expected`: also those its dynamic linker will load at the start. */
void process_objects_find(struct process_object **list, pid_t pid, bool expected);
void process_objects_free(struct process_object **list);

/* Processes whose objects have been looked for. */
struct process_known {
	struct process_known *next;
	pid_t pid;
	struct process_object *objects;
};

/* In the list, put there if need be, with its objects; `again`: also those that came since. NULL: no
 * memory. */
struct process_known *process_known_of(struct process_known **list, pid_t pid, bool again);
void process_known_free(struct process_known **list);

/* Is this the mapping of that object's file? Any thread. */
bool process_object_mapped(const struct dt_object *object, const struct dt_mapping *mapping);
/* What to add to its addresses, in a process with these mappings. False: it is not mapped. Any thread. */
bool process_object_bias(const struct dt_object *object, const struct dt_maps *maps, uint64_t *bias);
/* Is every executable file of these mappings in the list? Any thread. */
bool process_objects_known(const struct process_object *list, const struct dt_maps *maps);

#endif
