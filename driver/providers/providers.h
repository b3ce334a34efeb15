/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * How a host starts and stops its providers. start returns 0 or a negative errno and
 * leaves nothing behind when it fails; stop returns -EBUSY while a probe of the provider is
 * enabled. Control context, without the engine's lock.
 */
#ifndef DTRACE_PROVIDERS_H
#define DTRACE_PROVIDERS_H

int profile_provider_start(void); /* in every host */
int profile_provider_stop(void);

/* Kernel only: these sit on sites (driver/linux/site.h). */
int fbt_provider_start(void);
int fbt_provider_stop(void);
/* Behind fbt, whose functions it shares. */
int instr_provider_start(void);
int instr_provider_stop(void);
int syscall_provider_start(void);
int syscall_provider_stop(void);
/* pid and static probes of programs: a provider per process. */
int user_provider_start(void);
int user_provider_stop(void);
/*
 * Those that are tables (event.h): proc, sched, io, ip, tcp, udp, vminfo, sysinfo. Behind fbt, whose
 * functions they share.
 */
int event_providers_start(void);
int event_providers_stop(void);
int sdt_provider_start(void); /* and rawtp */
int sdt_provider_stop(void);

#endif
