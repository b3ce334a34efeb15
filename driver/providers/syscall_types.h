/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the driver's syscall provider and the in-process host's have in common.
 */
#ifndef DTRACE_PROVIDERS_SYSCALL_TYPES_H
#define DTRACE_PROVIDERS_SYSCALL_TYPES_H

#include <dtrace/ioctl.h>
#include <dtrace/probe.h>

/* Of the provider, in the driver as in the in-process host. */
extern const struct dtrace_provider_attributes syscall_provider_attributes;

/* Fill in *arg, as argument_type of provider.h, for the call of that name; nothing if it is not
 * known. */
void syscall_argument_type(const char *call, bool entry, struct dtrace_ioc_probearg *arg);

/* The errno that a call's value says, 0 when it is none. */
int32_t syscall_error(int64_t value);

#endif
