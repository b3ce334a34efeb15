/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the syscall providers of both hosts have in common: stability, errors, types of the
 * arguments and values of system calls as programs know them (args[] of syscall probes).
 * Structures are plain pointers here: they lie in the program's memory, to be copied in before
 * anything is looked at.
 *
 * Portable; a row is a call, its value's letter, and one for each argument. Sorted by name.
 */
#include "syscall_types.h"

const struct dtrace_provider_attributes syscall_provider_attributes = {
	.provider = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON},
	.module = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.function = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_ISA},
	.name = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON},
	.args = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_ISA},
};

#define ERROR_MAX 4095
/* Above these are the kernel's own: restart this call after the signal. */
#define USER_ERRORS_MAX 511
/* What the program sees then: EINTR. */
#define INTERRUPTED 4

int32_t syscall_error(int64_t value)
{
	if (value >= 0 || value < -ERROR_MAX)
		return 0;
	return -value > USER_ERRORS_MAX ? INTERRUPTED : -value;
}

static const char *type_of(char letter)
{
	switch (letter) {
	case 'i':
		return "int";
	case 'u':
		return "unsigned int";
	case 'l':
		return "long";
	case 'L':
		return "unsigned long";
	case 'o':
		return "int64_t";
	case 'z':
		return "size_t";
	case 'y':
		return "ssize_t";
	case 'd':
		return "pid_t";
	case 's':
		return "char *";
	case 'p':
		return "void *";
	default:
		return NULL;
	}
}

/* clang-format off */
static const struct row {
	const char *name, *letters;
} rows[] = {
	{ "accept", "iipp" }, { "accept4", "iippi" }, { "access", "isi" }, { "acct", "is" },
	{ "add_key", "isspzi" }, { "adjtimex", "ip" }, { "alarm", "uu" },
	{ "arch_prctl", "iiL" }, { "bind", "iipu" }, { "bpf", "iipu" }, { "brk", "pp" },
	{ "cachestat", "iippu" }, { "capget", "ipp" }, { "capset", "ipp" }, { "chdir", "is" },
	{ "chmod", "isu" }, { "chown", "isuu" }, { "chroot", "is" }, { "clock_adjtime", "iip" },
	{ "clock_getres", "iip" }, { "clock_gettime", "iip" }, { "clock_nanosleep", "iiipp" },
	{ "clock_settime", "iip" }, { "clone", "dLpppL" }, { "clone3", "dpz" },
	{ "close", "ii" }, { "close_range", "iuuu" }, { "connect", "iipu" },
	{ "copy_file_range", "yipipzu" }, { "creat", "isu" }, { "delete_module", "isu" },
	{ "dup", "ii" }, { "dup2", "iii" }, { "dup3", "iiii" }, { "epoll_create", "ii" },
	{ "epoll_create1", "ii" }, { "epoll_ctl", "iiiip" }, { "epoll_pwait", "iipiipz" },
	{ "epoll_pwait2", "iipippz" }, { "epoll_wait", "iipii" }, { "eventfd", "iu" },
	{ "eventfd2", "iui" }, { "execve", "ispp" }, { "execveat", "iisppi" }, { "exit", "vi" },
	{ "exit_group", "vi" }, { "faccessat", "iisi" }, { "faccessat2", "iisii" },
	{ "fadvise64", "iiozi" }, { "fallocate", "iiioo" }, { "fanotify_init", "iuu" },
	{ "fanotify_mark", "iiuois" }, { "fchdir", "ii" }, { "fchmod", "iiu" },
	{ "fchmodat", "iisu" }, { "fchmodat2", "iisui" }, { "fchown", "iiuu" },
	{ "fchownat", "iisuui" }, { "fcntl", "iiiL" }, { "fdatasync", "ii" },
	{ "fgetxattr", "yispz" }, { "finit_module", "iisi" }, { "flistxattr", "yisz" },
	{ "flock", "iii" }, { "fork", "d" }, { "fremovexattr", "iis" }, { "fsconfig", "iiuspi" },
	{ "fsetxattr", "iispzi" }, { "fsmount", "iiuu" }, { "fsopen", "isu" },
	{ "fspick", "iisu" }, { "fstat", "iip" }, { "fstatfs", "iip" }, { "fsync", "ii" },
	{ "ftruncate", "iio" }, { "futex", "lpiuppu" }, { "futex_waitv", "ipuupi" },
	{ "futimesat", "iisp" }, { "get_mempolicy", "ippLpL" }, { "get_robust_list", "idpp" },
	{ "getcpu", "ippp" }, { "getcwd", "isz" }, { "getdents", "iipu" },
	{ "getdents64", "iipu" }, { "getegid", "u" }, { "geteuid", "u" }, { "getgid", "u" },
	{ "getgroups", "iip" }, { "getitimer", "iip" }, { "getpeername", "iipp" },
	{ "getpgid", "dd" }, { "getpgrp", "d" }, { "getpid", "d" }, { "getppid", "d" },
	{ "getpriority", "iii" }, { "getrandom", "ypzu" }, { "getresgid", "ippp" },
	{ "getresuid", "ippp" }, { "getrlimit", "iip" }, { "getrusage", "iip" },
	{ "getsid", "dd" }, { "getsockname", "iipp" }, { "getsockopt", "iiiipp" },
	{ "gettid", "d" }, { "gettimeofday", "ipp" }, { "getuid", "u" }, { "getxattr", "ysspz" },
	{ "init_module", "ipLs" }, { "inotify_add_watch", "iisu" }, { "inotify_init", "i" },
	{ "inotify_init1", "ii" }, { "inotify_rm_watch", "iii" }, { "io_cancel", "iLpp" },
	{ "io_destroy", "iL" }, { "io_getevents", "iLllpp" }, { "io_pgetevents", "iLllppp" },
	{ "io_setup", "iup" }, { "io_submit", "iLlp" }, { "io_uring_enter", "iiuuupz" },
	{ "io_uring_register", "iiupu" }, { "io_uring_setup", "iup" }, { "ioctl", "iiuL" },
	{ "ioprio_get", "iii" }, { "ioprio_set", "iiii" }, { "kcmp", "iddiLL" },
	{ "kexec_file_load", "iiiLsL" }, { "kexec_load", "iLLpL" }, { "keyctl", "liLLLL" },
	{ "kill", "idi" }, { "landlock_add_rule", "iiipu" },
	{ "landlock_create_ruleset", "ipzu" }, { "landlock_restrict_self", "iiu" },
	{ "lchown", "isuu" }, { "lgetxattr", "ysspz" }, { "link", "iss" },
	{ "linkat", "iisisi" }, { "listen", "iii" }, { "listxattr", "yssz" },
	{ "llistxattr", "yssz" }, { "lremovexattr", "iss" }, { "lseek", "oioi" },
	{ "lsetxattr", "isspzi" }, { "lstat", "isp" }, { "madvise", "ipzi" },
	{ "mbind", "ipLipLu" }, { "membarrier", "iiui" }, { "memfd_create", "isu" },
	{ "memfd_secret", "iu" }, { "migrate_pages", "ldLpp" }, { "mincore", "ipzp" },
	{ "mkdir", "isu" }, { "mkdirat", "iisu" }, { "mknod", "isuu" }, { "mknodat", "iisuu" },
	{ "mlock", "ipz" }, { "mlock2", "ipzi" }, { "mlockall", "ii" }, { "mmap", "ppziiio" },
	{ "mount", "isssLp" }, { "mount_setattr", "iisupz" }, { "move_mount", "iisisu" },
	{ "move_pages", "ldLpppi" }, { "mprotect", "ipzi" }, { "mq_getsetattr", "iipp" },
	{ "mq_notify", "iip" }, { "mq_open", "isiup" }, { "mq_timedreceive", "yipzpp" },
	{ "mq_timedsend", "iipzup" }, { "mq_unlink", "is" }, { "mremap", "ppzzip" },
	{ "mseal", "ipzL" }, { "msgctl", "iiip" }, { "msgget", "iii" }, { "msgrcv", "yipzli" },
	{ "msgsnd", "iipzi" }, { "msync", "ipzi" }, { "munlock", "ipz" }, { "munlockall", "i" },
	{ "munmap", "ipz" }, { "name_to_handle_at", "iisppi" }, { "nanosleep", "ipp" },
	{ "newfstatat", "iispi" }, { "open", "isiu" }, { "open_by_handle_at", "iipi" },
	{ "open_tree", "iisu" }, { "openat", "iisiu" }, { "openat2", "iispz" }, { "pause", "i" },
	{ "perf_event_open", "ipdiiL" }, { "personality", "iu" }, { "pidfd_getfd", "iiiu" },
	{ "pidfd_open", "idu" }, { "pidfd_send_signal", "iiipu" }, { "pipe", "ip" },
	{ "pipe2", "ipi" }, { "pivot_root", "iss" }, { "pkey_alloc", "iuu" },
	{ "pkey_free", "ii" }, { "pkey_mprotect", "ipzii" }, { "poll", "ipui" },
	{ "ppoll", "ipuppz" }, { "prctl", "iiLLLL" }, { "pread64", "yipzo" },
	{ "preadv", "yipLLL" }, { "preadv2", "yipLLLi" }, { "prlimit64", "idupp" },
	{ "process_madvise", "yipziu" }, { "process_mrelease", "iiu" },
	{ "process_vm_readv", "ydpLpLL" }, { "process_vm_writev", "ydpLpLL" },
	{ "pselect6", "iippppp" }, { "ptrace", "lldpp" }, { "pwrite64", "yipzo" },
	{ "pwritev", "yipLLL" }, { "pwritev2", "yipLLLi" }, { "quotactl", "iusup" },
	{ "quotactl_fd", "iiuup" }, { "read", "yipz" }, { "readahead", "yioz" },
	{ "readlink", "issz" }, { "readlinkat", "iissz" }, { "readv", "yipi" },
	{ "reboot", "iiiup" }, { "recvfrom", "yipzipp" }, { "recvmmsg", "iipuip" },
	{ "recvmsg", "yipi" }, { "remap_file_pages", "ipziLi" }, { "removexattr", "iss" },
	{ "rename", "iss" }, { "renameat", "iisis" }, { "renameat2", "iisisu" },
	{ "request_key", "isssi" }, { "restart_syscall", "l" }, { "rmdir", "is" },
	{ "rseq", "ipuiu" }, { "rt_sigaction", "iippz" }, { "rt_sigpending", "ipz" },
	{ "rt_sigprocmask", "iippz" }, { "rt_sigqueueinfo", "idip" }, { "rt_sigreturn", "i" },
	{ "rt_sigsuspend", "ipz" }, { "rt_sigtimedwait", "ipppz" },
	{ "rt_tgsigqueueinfo", "iddip" }, { "sched_get_priority_max", "ii" },
	{ "sched_get_priority_min", "ii" }, { "sched_getaffinity", "idzp" },
	{ "sched_getattr", "idpuu" }, { "sched_getparam", "idp" },
	{ "sched_getscheduler", "id" }, { "sched_rr_get_interval", "idp" },
	{ "sched_setaffinity", "idzp" }, { "sched_setattr", "idpu" },
	{ "sched_setparam", "idp" }, { "sched_setscheduler", "idip" }, { "sched_yield", "i" },
	{ "seccomp", "iuup" }, { "select", "iipppp" }, { "semctl", "iiiiL" },
	{ "semget", "iiii" }, { "semop", "iipu" }, { "semtimedop", "iipup" },
	{ "sendfile", "yiipz" }, { "sendmmsg", "iipui" }, { "sendmsg", "yipi" },
	{ "sendto", "yipzipu" }, { "set_mempolicy", "iipL" },
	{ "set_mempolicy_home_node", "iLLLL" }, { "set_robust_list", "ipz" },
	{ "set_tid_address", "dp" }, { "setdomainname", "isz" }, { "setfsgid", "iu" },
	{ "setfsuid", "iu" }, { "setgid", "iu" }, { "setgroups", "iip" },
	{ "sethostname", "isz" }, { "setitimer", "iipp" }, { "setns", "iii" },
	{ "setpgid", "idd" }, { "setpriority", "iiii" }, { "setregid", "iuu" },
	{ "setresgid", "iuuu" }, { "setresuid", "iuuu" }, { "setreuid", "iuu" },
	{ "setrlimit", "iip" }, { "setsid", "d" }, { "setsockopt", "iiiipu" },
	{ "settimeofday", "ipp" }, { "setuid", "iu" }, { "setxattr", "isspzi" },
	{ "shmat", "pipi" }, { "shmctl", "iiip" }, { "shmdt", "ip" }, { "shmget", "iizi" },
	{ "shutdown", "iii" }, { "sigaltstack", "ipp" }, { "signalfd", "iipz" },
	{ "signalfd4", "iipzi" }, { "socket", "iiii" }, { "socketpair", "iiiip" },
	{ "splice", "yipipzu" }, { "stat", "isp" }, { "statfs", "isp" }, { "statx", "iisiup" },
	{ "swapoff", "is" }, { "swapon", "isi" }, { "symlink", "iss" }, { "symlinkat", "isis" },
	{ "sync", "i" }, { "sync_file_range", "iioou" }, { "syncfs", "ii" }, { "sysfs", "iiLL" },
	{ "sysinfo", "ip" }, { "syslog", "iisi" }, { "tee", "yiizu" }, { "tgkill", "iddi" },
	{ "time", "lp" }, { "timer_create", "iipp" }, { "timer_delete", "ii" },
	{ "timer_getoverrun", "ii" }, { "timer_gettime", "iip" }, { "timer_settime", "iiipp" },
	{ "timerfd_create", "iii" }, { "timerfd_gettime", "iip" },
	{ "timerfd_settime", "iiipp" }, { "times", "lp" }, { "tkill", "idi" },
	{ "truncate", "iso" }, { "umask", "uu" }, { "umount2", "isi" }, { "uname", "ip" },
	{ "unlink", "is" }, { "unlinkat", "iisi" }, { "unshare", "ii" }, { "userfaultfd", "ii" },
	{ "ustat", "iup" }, { "utime", "isp" }, { "utimensat", "iispi" }, { "utimes", "isp" },
	{ "vfork", "d" }, { "vhangup", "i" }, { "vmsplice", "yipLu" }, { "wait4", "ddpip" },
	{ "waitid", "iidpip" }, { "write", "yipz" }, { "writev", "yipi" },
};
/* clang-format on */

static const char *letters_of(const char *name)
{
	size_t low = 0, high = sizeof(rows) / sizeof(rows[0]);

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(rows[middle].name, name);

		if (order == 0)
			return rows[middle].letters;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

void syscall_argument_type(const char *call, bool entry, struct dtrace_ioc_probearg *arg)
{
	const char *letters = letters_of(call), *type;

	/* A return has its value twice, as everywhere. */
	if (!letters || arg->index >= (entry ? strlen(letters + 1) : 2))
		return;
	type = type_of(letters[entry ? 1 + arg->index : 0]);
	if (!type)
		return;
	arg->mapping = (int32_t)arg->index;
	memcpy(arg->native, type, strlen(type) + 1);
}
