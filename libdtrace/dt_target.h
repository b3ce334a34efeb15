/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Processes that a D program names: in descriptions (pid123:libc:…) and types (struct a.out`foo).
 */
#ifndef DT_TARGET_H
#define DT_TARGET_H

#include "dt_errtags.h"
#include "dt_impl.h"

/* The process whose number ends a provider, 0 without; *stem: how much stands before it. */
pid_t dt_target_of(const char *provider, size_t *stem);
/* The process of "pid123", 0 for other providers. */
pid_t dt_target_of_pid(const char *provider);
/* A module that is another name of an object's file ("a.out", "libc") is replaced by the file's. */
void dt_target_alias(struct dtrace_hdl *hdl, struct dtrace_probe_desc *desc);
/* Why a description matches none of a process's probes: a sentence without full stop in why, and
 * its tag. D_UNKNOWN: it is of another kind. */
enum dt_errtag dt_target_problem(struct dtrace_hdl *hdl, const struct dtrace_probe_desc *desc,
				 char *why, size_t size);
/* Where the object of that name can be read, and its separate debug file ("" without). */
bool dt_target_file(struct dtrace_hdl *hdl, pid_t pid, const char *object, char *path, size_t size);
bool dt_target_debug_file(struct dtrace_hdl *hdl, pid_t pid, const char *object, char *path,
			  size_t size);
/* The object of that name, mapped or about to be, or NULL; it lives as long as the handle. */
const struct process_object *dt_target_object(struct dtrace_hdl *hdl, pid_t pid, const char *name);
void dt_targets_close(struct dtrace_hdl *hdl);

#endif
