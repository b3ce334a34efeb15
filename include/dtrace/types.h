/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Fixed-width types for code that is built both into the kernel module and
 * into user space. This header is the only place where the two differ.
 */
#ifndef DTRACE_TYPES_H
#define DTRACE_TYPES_H

#ifdef __KERNEL__
#include <linux/types.h>
#include <linux/limits.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <linux/errno.h>
#ifndef INT32_MAX
#define INT32_MAX 0x7fffffff
#define INT32_MIN (-INT32_MAX - 1)
#endif
#ifndef UINT32_MAX
#define UINT32_MAX 0xffffffffu
#endif
#ifndef INT64_MAX
#define INT64_MAX 0x7fffffffffffffffLL
#define INT64_MIN (-INT64_MAX - 1)
#endif
#ifndef UINT64_MAX
#define UINT64_MAX 0xffffffffffffffffULL
#endif
#else
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#if __STDC_HOSTED__ /* else: start-up code of applications, which may have no headers of a libc */
#include <errno.h>
#include <limits.h>
#include <string.h>
#endif
#endif

/*
 * A local variable that a hot path fills only in part. Kernels are built to clear all of it first
 * (-ftrivial-auto-var-init=zero).
 */
#if defined(__has_attribute)
#if __has_attribute(uninitialized)
#define DTRACE_UNSET __attribute__((uninitialized))
#endif
#endif
#ifndef DTRACE_UNSET
#define DTRACE_UNSET
#endif

/*
 * A function of a hot path without the stack protector's check: for those that write to arrays on
 * the stack at fixed places only.
 */
#if defined(__has_attribute)
#if __has_attribute(no_stack_protector)
#define DTRACE_UNGUARDED __attribute__((no_stack_protector))
#endif
#endif
#ifndef DTRACE_UNGUARDED
#define DTRACE_UNGUARDED
#endif

#endif
