/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the syscall providers of all hosts share: types of args[], stability.
 */
#ifndef DTRACE_PROVIDERS_SYSCALL_TYPES_H
#define DTRACE_PROVIDERS_SYSCALL_TYPES_H

#include <dtrace/ioctl.h>
#include <dtrace/probe.h>

/* Fill in *arg, as argument_type of provider.h, for the call of that name; nothing if it is not known. */
void syscall_argument_type(const char *call, bool entry, struct dtrace_ioc_probearg *arg);

extern const struct dtrace_provider_attributes syscall_attributes;

#endif
