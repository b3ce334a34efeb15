/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See syscall_names.h. Portable, so that it is tested outside of the kernel.
 *
 * Most functions carry the call's name. The others are those with history: a newer function took over
 * the old name's number (newstat serves stat), or 32-bit programs have variants of
 * their own (getuid16, futex_time32, ia32_pread64). Variants that do the same service share the
 * name of the service, so syscall::getuid:entry sees every caller; what differs in its arguments
 * keeps the name it has in the 32-bit table (mmap2, stat64, _llseek).
 */
#include "syscall_names.h"

static const struct syscall_prefix {
	const char *text;
	enum syscall_abi abi;
} prefixes[] = {
	/* ORDER: longer ones first where one begins like another */
	{ "__x64_compat_sys_", SYSCALL_ABI_64 }, /* x32 programs use the 64-bit registers */
	{ "__x32_compat_sys_", SYSCALL_ABI_64 },
	{ "__x64_sys_", SYSCALL_ABI_64 },
	{ "__ia32_compat_sys_", SYSCALL_ABI_IA32 },
	{ "__ia32_sys_", SYSCALL_ABI_IA32 },
};

/* Kernel's name, user's name; "" = no call at all. */
static const char *const renamed[][2] = {
	{ "ni_syscall", "" }, /* what empty numbers lead to */
	{ "newstat", "stat" },
	{ "newlstat", "lstat" },
	{ "newfstat", "fstat" },
	{ "newuname", "uname" },
	{ "umount", "umount2" },
	{ "sendfile64", "sendfile" },
	/* the 32-bit table's oldest layers */
	{ "stat", "oldstat" },
	{ "lstat", "oldlstat" },
	{ "fstat", "oldfstat" },
	{ "uname", "olduname" },
	{ "olduname", "oldolduname" },
	{ "oldumount", "umount" },
	{ "old_mmap", "mmap" },
	{ "old_select", "select" },
	{ "old_readdir", "readdir" },
	{ "old_getrlimit", "getrlimit" },
	{ "old_msgctl", "msgctl" },
	{ "old_semctl", "semctl" },
	{ "old_shmctl", "shmctl" },
	{ "mmap_pgoff", "mmap2" },
	{ "llseek", "_llseek" },
	{ "ia32_mmap", "mmap" },
	{ "ia32_clone", "clone" },
	{ "ia32_stat64", "stat64" },
	{ "ia32_lstat64", "lstat64" },
	{ "ia32_fstat64", "fstat64" },
	{ "ia32_fstatat64", "fstatat64" },
	{ "ia32_pread64", "pread64" },
	{ "ia32_pwrite64", "pwrite64" },
	{ "ia32_readahead", "readahead" },
	{ "ia32_fallocate", "fallocate" },
	{ "ia32_truncate64", "truncate64" },
	{ "ia32_ftruncate64", "ftruncate64" },
	{ "ia32_fadvise64", "fadvise64" },
	{ "ia32_fadvise64_64", "fadvise64_64" },
	{ "ia32_sync_file_range", "sync_file_range" },
	{ "x86_fadvise64_64", "fadvise64_64" },
	/* of x32 and 32-bit programs */
	{ "preadv64", "preadv" },
	{ "pwritev64", "pwritev" },
	{ "preadv64v2", "preadv2" },
	{ "pwritev64v2", "pwritev2" },
	{ "pselect6_time64", "pselect6" },
	{ "ppoll_time64", "ppoll" },
	{ "recvmmsg_time64", "recvmmsg" },
	{ "rt_sigtimedwait_time64", "rt_sigtimedwait" },
	{ "io_pgetevents_time64", "io_pgetevents" },
};
#define RENAMED (sizeof(renamed) / sizeof(renamed[0]))

/* Variants by the width of an argument: of time, of user numbers. */
static const char *const suffixes[] = { "_time32", "32", "16" };
#define SUFFIXES (sizeof(suffixes) / sizeof(suffixes[0]))

static const char *find_renamed(const char *name)
{
	for (unsigned int i = 0; i < RENAMED; i++) {
		if (strcmp(name, renamed[i][0]) == 0)
			return renamed[i][1];
	}
	return name;
}

static void cut_suffix(char *name)
{
	size_t length = strlen(name);

	for (unsigned int i = 0; i < SUFFIXES; i++) {
		size_t cut = strlen(suffixes[i]);

		if (length > cut && strcmp(name + length - cut, suffixes[i]) == 0) {
			name[length - cut] = '\0';
			return;
		}
	}
}

bool syscall_user_name(const char *symbol, char name[SYSCALL_NAME_MAX], enum syscall_abi *abi)
{
	for (unsigned int i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		size_t length = strlen(prefixes[i].text);
		const char *user;

		if (strncmp(symbol, prefixes[i].text, length) != 0)
			continue;
		user = find_renamed(symbol + length);
		/* A dot begins what the compiler added: parts and clones are no entries. */
		if (!*user || strlen(user) >= SYSCALL_NAME_MAX || strchr(user, '.'))
			return false;
		memcpy(name, user, strlen(user) + 1);
		cut_suffix(name);
		*abi = prefixes[i].abi;
		return true;
	}
	return false;
}
