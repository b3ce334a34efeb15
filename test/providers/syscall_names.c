/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names of system calls: from the kernel's functions to what syscall(2) calls them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../driver/providers/syscall_names.h"

static void expect(const char *symbol, const char *user, enum syscall_abi wanted)
{
	char name[SYSCALL_NAME_MAX];
	enum syscall_abi abi;

	assert_true(syscall_user_name(symbol, name, &abi));
	assert_string_equal(name, user);
	assert_int_equal(abi, wanted);
}

static void refuse(const char *symbol)
{
	char name[SYSCALL_NAME_MAX];
	enum syscall_abi abi;

	assert_false(syscall_user_name(symbol, name, &abi));
}

static void plain_names(void **state)
{
	expect("__x64_sys_openat", "openat", SYSCALL_ABI_64);
	expect("__x64_sys_read", "read", SYSCALL_ABI_64);
	expect("__ia32_sys_read", "read", SYSCALL_ABI_IA32);
	expect("__ia32_compat_sys_ioctl", "ioctl", SYSCALL_ABI_IA32);
	expect("__x64_compat_sys_ioctl", "ioctl", SYSCALL_ABI_64);
	expect("__x32_compat_sys_execve", "execve", SYSCALL_ABI_64);
	expect("__x64_sys_pread64", "pread64", SYSCALL_ABI_64);
	expect("__x64_sys_newfstatat", "newfstatat", SYSCALL_ABI_64);
	expect("__x64_sys_prlimit64", "prlimit64", SYSCALL_ABI_64);
}

static void names_with_history(void **state)
{
	expect("__x64_sys_newstat", "stat", SYSCALL_ABI_64);
	expect("__x64_sys_newfstat", "fstat", SYSCALL_ABI_64);
	expect("__ia32_compat_sys_newlstat", "lstat", SYSCALL_ABI_IA32);
	expect("__ia32_sys_stat", "oldstat", SYSCALL_ABI_IA32);
	expect("__x64_sys_newuname", "uname", SYSCALL_ABI_64);
	expect("__x64_sys_umount", "umount2", SYSCALL_ABI_64);
	expect("__ia32_sys_oldumount", "umount", SYSCALL_ABI_IA32);
	expect("__x64_sys_sendfile64", "sendfile", SYSCALL_ABI_64);
	expect("__ia32_sys_mmap_pgoff", "mmap2", SYSCALL_ABI_IA32);
	expect("__ia32_compat_sys_ia32_mmap", "mmap", SYSCALL_ABI_IA32);
}

static void variants_of_32_bit_programs(void **state)
{
	expect("__ia32_sys_getuid16", "getuid", SYSCALL_ABI_IA32);
	expect("__ia32_sys_chown16", "chown", SYSCALL_ABI_IA32);
	expect("__ia32_sys_futex_time32", "futex", SYSCALL_ABI_IA32);
	expect("__ia32_sys_clock_gettime32", "clock_gettime", SYSCALL_ABI_IA32);
	expect("__ia32_sys_ia32_pread64", "pread64", SYSCALL_ABI_IA32);
	expect("__ia32_compat_sys_recvmmsg_time32", "recvmmsg", SYSCALL_ABI_IA32);
}

static void no_calls(void **state)
{
	refuse("__x64_sys_ni_syscall");
	refuse("__ia32_sys_ni_syscall");
	refuse("__x64_sys_");
	refuse("__x64_sys_read.cold");
	refuse("__x64_sys_clone.isra.0");
	refuse("__do_sys_getpid");
	refuse("ksys_read");
	refuse("x64_sys_call");
	refuse("__x64_sys_a_name_that_is_much_too_long_for_any_system_call_of_this_kernel_or_the_next");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_names),
		cmocka_unit_test(names_with_history),
		cmocka_unit_test(variants_of_32_bit_programs),
		cmocka_unit_test(no_calls),
	};

	return cmocka_run_group_tests_name("syscall-names", tests, NULL, NULL);
}
