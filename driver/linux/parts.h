/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The parts of the module, in the order they start; they stop in the opposite order. Each
 * X(name, start, stop): int start(void) is 0 or a negative errno, void stop(void).
 *
 * A part may use those above it. Read by module.c only.
 */
#ifdef DTRACE_SELFTEST
#include "test/kmod/selftest.h"
#define SELFTEST_PART(X) X("selftest", selftest_start, selftest_stop)
#else
#define SELFTEST_PART(X)
#endif

#define DRIVER_PARTS(X)                                                                            \
	X("symbols", symbols_start, symbols_stop)                                                  \
	X("proc", proc_start, proc_stop)                                                           \
	X("mutexes", mutexes_start, mutexes_stop)                                                  \
	X("cross-calls", xcalls_start, xcalls_stop)                                                \
	X("patching", patch_start, patch_stop)                                                     \
	X("trap", trap_start, trap_stop)                                                           \
	X("sites", sites_start, sites_stop)                                                        \
	X("hotplug", hotplug_start, hotplug_stop)                                                  \
	X("statistics", proc_stats_start, proc_stats_stop)                                         \
	HOST_PARTS(X)                                                                              \
	SELFTEST_PART(X)

#include "host_parts.h"
#include "hotplug.h"
#include "mutex.h"
#include "patch.h"
#include "proc.h"
#include "site.h"
#include "symbols.h"
#include "trap.h"
#include "xcall.h"
