/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * From the kernel's name of a system call's function to the user's name of the call.
 */
#ifndef DTRACE_PROVIDERS_SYSCALL_NAMES_H
#define DTRACE_PROVIDERS_SYSCALL_NAMES_H

#include <dtrace/types.h>

/* Who enters through a function, and so where the arguments are. */
enum syscall_abi { SYSCALL_ABI_64, SYSCALL_ABI_IA32 };

#define SYSCALL_NAME_MAX 64

/*
 * If `symbol` is the entry of a system call ("__x64_sys_newfstat", "__ia32_compat_sys_ioctl"), store the
 * name its caller knows ("fstat", "ioctl") and who calls it. False for everything else.
 */
bool syscall_user_name(const char *symbol, char name[SYSCALL_NAME_MAX], enum syscall_abi *abi);

#endif
