/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The subroutine table and the subroutines that fit in a few lines; the others live in subr_*.c.
 * Probe context. A subroutine finds its arguments on the tuple stack; the table says how many there
 * must be.
 */
#include "subr.h"

static uint64_t subr_rand(struct dtrace_run *run)
{
	uint64_t *s = run->cpu->random, a = s[0], b = s[1], result = a + b; /* xoroshiro128+ */

	b ^= a;
	s[0] = (a << 24 | a >> 40) ^ b ^ (b << 16);
	s[1] = b << 37 | b >> 27;
	return result;
}

static uint64_t query_lock(struct dtrace_run *run, enum host_lock_query query)
{
	uint64_t value = 0;

	if (!dtrace_kernel_allowed(run, ARG(run, 0)))
		return 0;
	if (host_lock_state(query, ARG(run, 0), &value) != 0)
		return dtrace_fault(run, DTRACEFLT_ILLOP, ARG(run, 0));
	return value;
}

static uint64_t subr_mutex_owned(struct dtrace_run *run)
{
	return query_lock(run, HOST_MUTEX_OWNED);
}

static uint64_t subr_mutex_owner(struct dtrace_run *run)
{
	return query_lock(run, HOST_MUTEX_OWNER);
}

static uint64_t subr_mutex_adaptive(struct dtrace_run *run)
{
	return query_lock(run, HOST_MUTEX_ADAPTIVE);
}

static uint64_t subr_mutex_spin(struct dtrace_run *run)
{
	return query_lock(run, HOST_MUTEX_SPIN);
}

static uint64_t subr_rw_read_held(struct dtrace_run *run)
{
	return query_lock(run, HOST_RW_READ_HELD);
}

static uint64_t subr_rw_write_held(struct dtrace_run *run)
{
	return query_lock(run, HOST_RW_WRITE_HELD);
}

static uint64_t subr_rw_iswriter(struct dtrace_run *run)
{
	return query_lock(run, HOST_RW_ISWRITER);
}

static uint64_t subr_progenyof(struct dtrace_run *run)
{
	return host_progenyof((int32_t)ARG(run, 0));
}

static uint64_t subr_getf(struct dtrace_run *run)
{
	uint64_t file = 0;

	if (!dtrace_kernel_allowed(run, 0))
		return 0;
	if (host_file((int32_t)ARG(run, 0), &file) != 0)
		return dtrace_fault(run, DTRACEFLT_ILLOP, ARG(run, 0));
	return file;
}

/* dev_t of the kernel: 12 bits of major number above 20 of minor. */
static uint64_t subr_getmajor(struct dtrace_run *run)
{
	return (ARG(run, 0) >> 20) & 0xfff;
}

static uint64_t subr_getminor(struct dtrace_run *run)
{
	return ARG(run, 0) & 0xfffff;
}

static uint64_t subr_swap16(struct dtrace_run *run)
{
	return __builtin_bswap16((uint16_t)ARG(run, 0));
}

static uint64_t subr_swap32(struct dtrace_run *run)
{
	return __builtin_bswap32((uint32_t)ARG(run, 0));
}

static uint64_t subr_swap64(struct dtrace_run *run)
{
	return __builtin_bswap64(ARG(run, 0));
}

/* What other systems have and Linux has no counterpart for; the compiler says so before, with a
 * better sentence. */
static uint64_t subr_absent(struct dtrace_run *run)
{
	return dtrace_fault(run, DTRACEFLT_ILLOP, 0);
}

/* ORDER DIF_SUBR */
static const struct {
	uint64_t (*call)(struct dtrace_run *run);
	uint8_t arguments; /* at least */
} subroutines[DIF_SUBR_MAX + 1] = {
	[DIF_SUBR_RAND] = {subr_rand, 0},
	[DIF_SUBR_MUTEX_OWNED] = {subr_mutex_owned, 1},
	[DIF_SUBR_MUTEX_OWNER] = {subr_mutex_owner, 1},
	[DIF_SUBR_MUTEX_TYPE_ADAPTIVE] = {subr_mutex_adaptive, 1},
	[DIF_SUBR_MUTEX_TYPE_SPIN] = {subr_mutex_spin, 1},
	[DIF_SUBR_RW_READ_HELD] = {subr_rw_read_held, 1},
	[DIF_SUBR_RW_WRITE_HELD] = {subr_rw_write_held, 1},
	[DIF_SUBR_RW_ISWRITER] = {subr_rw_iswriter, 1},
	[DIF_SUBR_COPYIN] = {dtrace_subr_copyin, 2},
	[DIF_SUBR_COPYINSTR] = {dtrace_subr_copyinstr, 1},
	[DIF_SUBR_SPECULATION] = {dtrace_speculation_new, 0},
	[DIF_SUBR_PROGENYOF] = {subr_progenyof, 1},
	[DIF_SUBR_STRLEN] = {dtrace_subr_strlen, 1},
	[DIF_SUBR_COPYOUT] = {dtrace_subr_copyout, 3},
	[DIF_SUBR_COPYOUTSTR] = {dtrace_subr_copyoutstr, 3},
	[DIF_SUBR_ALLOCA] = {dtrace_subr_alloca, 1},
	[DIF_SUBR_BCOPY] = {dtrace_subr_bcopy, 3},
	[DIF_SUBR_COPYINTO] = {dtrace_subr_copyinto, 3},
	[DIF_SUBR_MSGDSIZE] = {subr_absent, 0},
	[DIF_SUBR_MSGSIZE] = {subr_absent, 0},
	[DIF_SUBR_GETMAJOR] = {subr_getmajor, 1},
	[DIF_SUBR_GETMINOR] = {subr_getminor, 1},
	[DIF_SUBR_DDI_PATHNAME] = {subr_absent, 0},
	[DIF_SUBR_STRJOIN] = {dtrace_subr_strjoin, 2},
	[DIF_SUBR_LLTOSTR] = {dtrace_subr_lltostr, 1},
	[DIF_SUBR_BASENAME] = {dtrace_subr_basename, 1},
	[DIF_SUBR_DIRNAME] = {dtrace_subr_dirname, 1},
	[DIF_SUBR_CLEANPATH] = {dtrace_subr_cleanpath, 1},
	[DIF_SUBR_STRCHR] = {dtrace_subr_strchr, 2},
	[DIF_SUBR_STRRCHR] = {dtrace_subr_strrchr, 2},
	[DIF_SUBR_STRSTR] = {dtrace_subr_strstr, 2},
	[DIF_SUBR_STRTOK] = {dtrace_subr_strtok, 2},
	[DIF_SUBR_SUBSTR] = {dtrace_subr_substr, 2},
	[DIF_SUBR_INDEX] = {dtrace_subr_index, 2},
	[DIF_SUBR_RINDEX] = {dtrace_subr_rindex, 2},
	[DIF_SUBR_HTONS] = {subr_swap16, 1},
	[DIF_SUBR_HTONL] = {subr_swap32, 1},
	[DIF_SUBR_HTONLL] = {subr_swap64, 1},
	[DIF_SUBR_NTOHS] = {subr_swap16, 1},
	[DIF_SUBR_NTOHL] = {subr_swap32, 1},
	[DIF_SUBR_NTOHLL] = {subr_swap64, 1},
	[DIF_SUBR_INET_NTOP] = {dtrace_subr_inet_ntop, 2},
	[DIF_SUBR_INET_NTOA] = {dtrace_subr_inet_ntoa, 1},
	[DIF_SUBR_INET_NTOA6] = {dtrace_subr_inet_ntoa6, 1},
	[DIF_SUBR_TOUPPER] = {dtrace_subr_toupper, 1},
	[DIF_SUBR_TOLOWER] = {dtrace_subr_tolower, 1},
	[DIF_SUBR_MEMREF] = {dtrace_subr_memref, 2},
	[DIF_SUBR_SX_SHARED_HELD] = {subr_rw_read_held, 1},
	[DIF_SUBR_SX_EXCLUSIVE_HELD] = {subr_rw_write_held, 1},
	[DIF_SUBR_SX_ISEXCLUSIVE] = {subr_rw_iswriter, 1},
	[DIF_SUBR_MEMSTR] = {dtrace_subr_memstr, 3},
	[DIF_SUBR_GETF] = {subr_getf, 1},
	[DIF_SUBR_JSON] = {dtrace_subr_json, 2},
	[DIF_SUBR_STRTOLL] = {dtrace_subr_strtoll, 1},
	[DIF_SUBR_D_PATH] = {dtrace_subr_d_path, 1},
	[DIF_SUBR_LINK_NTOP] = {dtrace_subr_link_ntop, 2},
};

uint64_t dtrace_subroutine(struct dtrace_run *run, uint32_t id)
{
	if (run->depth < subroutines[id].arguments)
		return dtrace_fault(run, DTRACEFLT_ILLOP, id);
	return subroutines[id].call(run);
}
