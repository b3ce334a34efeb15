/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The subroutines of D between the files that hold them. Probe context. Each takes its arguments
 * from the tuple stack, and returns its value, or 0 after noting a fault.
 */
#ifndef DTRACE_CORE_SUBR_H
#define DTRACE_CORE_SUBR_H

#include "run.h"

#define ARG(run, n)	((run)->tuple[n].value)
#define HAS_ARG(run, n) ((run)->depth > (n))

static inline bool dtrace_string_argument(struct dtrace_run *run, unsigned int n,
					  struct dtrace_string *string)
{
	return dtrace_string(run, ARG(run, n), run->state->strsize, string);
}

/* load.c: may this consumer look at kernel memory? Notes a fault if not. */
bool dtrace_kernel_allowed(struct dtrace_run *run, uint64_t address);

/* search.c: where `sub` starts first at or after, last at or before `from` (<= s->length), or -1.
 */
int64_t dtrace_find_first(struct dtrace_run *run, const struct dtrace_string *s,
			  const struct dtrace_string *sub, size_t from);
int64_t dtrace_find_last(struct dtrace_run *run, const struct dtrace_string *s,
			 const struct dtrace_string *sub, size_t from);

/* subr_mem.c */
uint64_t dtrace_subr_copyin(struct dtrace_run *run);
uint64_t dtrace_subr_copyinstr(struct dtrace_run *run);
uint64_t dtrace_subr_copyinto(struct dtrace_run *run);
uint64_t dtrace_subr_copyout(struct dtrace_run *run);
uint64_t dtrace_subr_copyoutstr(struct dtrace_run *run);
uint64_t dtrace_subr_alloca(struct dtrace_run *run);
uint64_t dtrace_subr_bcopy(struct dtrace_run *run);
uint64_t dtrace_subr_memref(struct dtrace_run *run);
uint64_t dtrace_subr_memstr(struct dtrace_run *run);

/* subr_str.c */
uint64_t dtrace_subr_strlen(struct dtrace_run *run);
uint64_t dtrace_subr_strjoin(struct dtrace_run *run);
uint64_t dtrace_subr_strchr(struct dtrace_run *run);
uint64_t dtrace_subr_strrchr(struct dtrace_run *run);
uint64_t dtrace_subr_strstr(struct dtrace_run *run);
uint64_t dtrace_subr_strtok(struct dtrace_run *run);
uint64_t dtrace_subr_substr(struct dtrace_run *run);
uint64_t dtrace_subr_index(struct dtrace_run *run);
uint64_t dtrace_subr_rindex(struct dtrace_run *run);
uint64_t dtrace_subr_toupper(struct dtrace_run *run);
uint64_t dtrace_subr_tolower(struct dtrace_run *run);
uint64_t dtrace_subr_lltostr(struct dtrace_run *run);
uint64_t dtrace_subr_strtoll(struct dtrace_run *run);

/* subr_path.c */
uint64_t dtrace_subr_basename(struct dtrace_run *run);
uint64_t dtrace_subr_dirname(struct dtrace_run *run);
uint64_t dtrace_subr_cleanpath(struct dtrace_run *run);
uint64_t dtrace_subr_d_path(struct dtrace_run *run);

/* subr_net.c */
uint64_t dtrace_subr_inet_ntop(struct dtrace_run *run);
uint64_t dtrace_subr_inet_ntoa(struct dtrace_run *run);
uint64_t dtrace_subr_inet_ntoa6(struct dtrace_run *run);
uint64_t dtrace_subr_link_ntop(struct dtrace_run *run);

/* subr_json.c */
uint64_t dtrace_subr_json(struct dtrace_run *run);

#endif
