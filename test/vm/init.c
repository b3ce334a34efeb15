/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Process 1 of the virtual machines that tools/vm boots.
 *
 * It mounts what a system has, loads the modules the runner listed and then the
 * driver (wanted early, the driver before all of that), runs one command with its
 * output on two virtio ports, and tells the outcome on a third. Success is a positive token: `exit N` is written only after
 * the command has ended, everything it left behind is gone, the driver has been
 * unloaded and the kernel log has been read. Whatever happens before that (an
 * oops, a panic, a hang) leaves the token unwritten, and the runner reports it.
 *
 * The runner and this file share /vm: config (KEY=VALUE lines), argv (NUL-ended
 * strings), modules (paths in load order), driver.ko.
 *
 * Ordinary user space code, linked statically, single-threaded.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define DRIVER_PATH "/vm/driver.ko"
#define DRIVER_NAME "dtracedrv"
#define ORDINARY_UID 1000
#define EXIT_PORT 0x501 /* QEMU's isa-debug-exit, given by the runner */
#define KMSG_RECORD 8192
#define KMEMLEAK "/sys/kernel/debug/kmemleak"

/* What the runner asked for. */
static struct {
	char driver_params[1024];
	char directory[256];
	bool shell;
	bool unload;
	bool allow_warn;
	bool as_user;
	bool early;
} config = { .directory = "/", .unload = true };

static int port_out = -1, port_err = -1, port_status = -1;
static int kmsg = -1;

static void write_all(int fd, const char *data, size_t size)
{
	while (size) {
		ssize_t done = write(fd, data, size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		data += done;
		size -= done;
	}
}

/* A port's write has reached the host's file when write() returns. */
static void status(const char *format, ...)
{
	char line[1024];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	if (len >= (int)sizeof(line))
		len = sizeof(line) - 1;
	write_all(port_status >= 0 ? port_status : STDOUT_FILENO, line, len);
}

static void __attribute__((noreturn)) power_off(void)
{
	if (ioperm(EXIT_PORT, 1, 1) == 0)
		outb(0, EXIT_PORT);
	reboot(RB_POWER_OFF);
	reboot(RB_AUTOBOOT);
	for (;;)
		pause();
}

static void __attribute__((noreturn)) give_up(const char *what, const char *which)
{
	status("fail %s %s: %s\n", what, which, strerror(errno));
	power_off();
}

static void make_mount(const char *type, const char *where, const char *options)
{
	mkdir(where, 0755);
	if (mount(type, where, type, 0, options) && errno != EBUSY)
		fprintf(stderr, "init: mount %s on %s: %s\n", type, where, strerror(errno));
}

static void mount_everything(void)
{
	make_mount("proc", "/proc", NULL);
	make_mount("sysfs", "/sys", NULL);
	make_mount("devtmpfs", "/dev", NULL);
	make_mount("devpts", "/dev/pts", "gid=5,mode=620,ptmxmode=666");
	make_mount("tmpfs", "/dev/shm", NULL);
	make_mount("tmpfs", "/tmp", "mode=1777");
	make_mount("tmpfs", "/run", "mode=755");
	make_mount("debugfs", "/sys/kernel/debug", NULL);
	make_mount("tracefs", "/sys/kernel/tracing", NULL);
	if (symlink("/proc/self/fd", "/dev/fd") || symlink("/proc/self/fd/0", "/dev/stdin") ||
	    symlink("/proc/self/fd/1", "/dev/stdout") || symlink("/proc/self/fd/2", "/dev/stderr"))
		fprintf(stderr, "init: links in /dev: %s\n", strerror(errno));
}

static void loopback_up(void)
{
	struct ifreq request = { .ifr_name = "lo" };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	request.ifr_flags = IFF_UP | IFF_RUNNING;
	if (fd < 0 || ioctl(fd, SIOCSIFFLAGS, &request))
		perror("init: lo");
	if (fd >= 0)
		close(fd);
}

static bool flag(const char *value)
{
	return strcmp(value, "1") == 0;
}

static void read_config(void)
{
	FILE *file = fopen("/vm/config", "re");
	char line[2048];

	while (file && fgets(line, sizeof(line), file)) {
		char *value = strchr(line, '=');

		if (!value)
			continue;
		*value++ = '\0';
		value[strcspn(value, "\n")] = '\0';
		if (!strcmp(line, "driver_params"))
			snprintf(config.driver_params, sizeof(config.driver_params), "%s", value);
		else if (!strcmp(line, "directory"))
			snprintf(config.directory, sizeof(config.directory), "%s", value);
		else if (!strcmp(line, "shell"))
			config.shell = flag(value);
		else if (!strcmp(line, "unload"))
			config.unload = flag(value);
		else if (!strcmp(line, "allow_warn"))
			config.allow_warn = flag(value);
		else if (!strcmp(line, "as_user"))
			config.as_user = flag(value);
		else if (!strcmp(line, "early"))
			config.early = flag(value);
	}
	if (file)
		fclose(file);
}

static int load_module(const char *path, const char *params)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int result;

	if (fd < 0)
		return -1;
	result = syscall(SYS_finit_module, fd, params, 0);
	close(fd);
	return result;
}

static void load_modules(void)
{
	FILE *file = fopen("/vm/modules", "re");
	char path[512];

	while (file && fgets(path, sizeof(path), file)) {
		path[strcspn(path, "\n")] = '\0';
		if (load_module(path, "") && errno != EEXIST)
			give_up("load", path);
	}
	if (file)
		fclose(file);
}

/* Open the virtio port of that name, if its name has arrived already. */
static int open_port(const char *wanted)
{
	DIR *dir = opendir("/sys/class/virtio-ports");
	struct dirent *entry;
	int found = -1;

	while (dir && found < 0 && (entry = readdir(dir))) {
		char path[300], name[64] = "";
		int fd;

		snprintf(path, sizeof(path), "/sys/class/virtio-ports/%.200s/name", entry->d_name);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			continue;
		if (read(fd, name, sizeof(name) - 1) > 0)
			name[strcspn(name, "\n")] = '\0';
		close(fd);
		if (strcmp(name, wanted))
			continue;
		snprintf(path, sizeof(path), "/dev/%.200s", entry->d_name);
		found = open(path, O_WRONLY | O_CLOEXEC);
	}
	if (dir)
		closedir(dir);
	return found;
}

/* Names are told to the guest after the device is there: wait for them. */
static void open_ports(void)
{
	int tries;

	for (tries = 0; tries < 2000; tries++) {
		if (port_out < 0)
			port_out = open_port("dtrace.out");
		if (port_err < 0)
			port_err = open_port("dtrace.err");
		if (port_status < 0)
			port_status = open_port("dtrace.status");
		if (port_out >= 0 && port_err >= 0 && port_status >= 0)
			return;
		usleep(5000);
	}
	give_up("open", "virtio ports");
}

static char **read_argv(void)
{
	static char data[128 * 1024];
	static char *argv[4096];
	int fd = open("/vm/argv", O_RDONLY | O_CLOEXEC);
	ssize_t size = fd < 0 ? -1 : read(fd, data, sizeof(data) - 1);
	char *arg = data;
	size_t count = 0;

	if (size <= 0)
		give_up("read", "/vm/argv");
	close(fd);
	while (arg < data + size && count < sizeof(argv) / sizeof(argv[0]) - 1) {
		argv[count++] = arg;
		arg += strlen(arg) + 1;
	}
	return argv;
}

static void become_user(void)
{
	if (setgroups(0, NULL) || setgid(ORDINARY_UID) || setuid(ORDINARY_UID)) {
		perror("init: become user");
		_exit(126);
	}
	setenv("HOME", "/home/user", 1);
	setenv("USER", "user", 1);
}

static void __attribute__((noreturn)) run_child(char **argv, int out, int err)
{
	int in = open("/vm/stdin", O_RDONLY);
	sigset_t none;

	if (in < 0)
		in = open("/dev/null", O_RDONLY);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setsid();
	if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
		_exit(126);
	if (in > 2)
		close(in);
	if (chdir(config.directory))
		perror(config.directory);
	if (config.as_user)
		become_user();
	execvp(argv[0], argv);
	fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
	_exit(errno == ENOENT ? 127 : 126);
}

/* Move what a pipe holds to its port; false at end of file. */
static bool relay(int from, int to)
{
	static char buffer[65536];

	for (;;) {
		ssize_t size = read(from, buffer, sizeof(buffer));

		if (size > 0)
			write_all(to, buffer, size);
		else if (size == 0)
			return false;
		else if (errno != EINTR)
			return true;
	}
}

/* Collect every dead process; true when @pid was among them. */
static bool reap(pid_t pid, int *result)
{
	bool ended = false;
	int wstatus;
	pid_t dead;

	while ((dead = waitpid(-1, &wstatus, WNOHANG)) > 0) {
		if (dead != pid)
			continue;
		ended = true;
		*result = WIFSIGNALED(wstatus) ? 128 + WTERMSIG(wstatus) : WEXITSTATUS(wstatus);
	}
	return ended;
}

/*
 * Relay both streams until the command has ended, not until they are closed:
 * a process left in the background does not hold the run up.
 */
static int run_command(char **argv)
{
	struct pollfd fds[3] = { 0 };
	int out[2], err[2], result = 0, i;
	sigset_t child;
	pid_t pid;
	bool ended = false;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
	fds[0].fd = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fds[0].fd < 0 || pipe2(out, O_CLOEXEC) || pipe2(err, O_CLOEXEC))
		give_up("create", "pipes");
	pid = fork();
	if (pid < 0)
		give_up("fork", argv[0]);
	if (pid == 0)
		run_child(argv, out[1], err[1]);
	close(out[1]);
	close(err[1]);
	fcntl(out[0], F_SETFL, O_NONBLOCK);
	fcntl(err[0], F_SETFL, O_NONBLOCK);
	fds[1].fd = out[0];
	fds[2].fd = err[0];
	for (i = 0; i < 3; i++)
		fds[i].events = POLLIN;
	while (!ended) {
		struct signalfd_siginfo info;

		poll(fds, 3, -1);
		if (fds[0].revents && read(fds[0].fd, &info, sizeof(info)) > 0)
			ended = reap(pid, &result);
		if (fds[1].fd >= 0 && !relay(out[0], port_out))
			fds[1].fd = -1;
		if (fds[2].fd >= 0 && !relay(err[0], port_err))
			fds[2].fd = -1;
	}
	return result;
}

/* Whatever still runs may hold the driver open. */
static void kill_leftovers(void)
{
	kill(-1, SIGKILL);
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
		;
}

/* Only what the kernel itself says counts: a process may log anything. */
static bool is_kernel_trouble(const char *record)
{
	static const char *const signs[] = {
		"BUG:", "WARNING:", "kernel BUG at", "Oops", "general protection fault",
		"Unable to handle kernel", "soft lockup", "hard LOCKUP", "detected stalls",
		"self-detected stall", "blocked for more than", "possible recursive locking",
		"possible circular locking", "suspicious RCU usage", "INFO: trying to register",
		"bad unlock balance", "KASAN:", "UBSAN:", "KCSAN:", "KFENCE:", "Bad page state",
		"scheduling while atomic", "double fault", "unchecked MSR access",
		";BUG ", /* of the slab allocator: a use after free, a write beyond the end */
		"pagealloc: ", "new suspected memory leaks",
	};
	const char *text = strchr(record, ';');
	size_t i;

	if (strtoul(record, NULL, 10) >> 3 != 0 || !text)
		return false;
	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strstr(text, signs[i]))
			return true;
	return false;
}

/* Read the log from where the driver was loaded; report the first trouble. */
static bool scan_kernel_log(void)
{
	static char record[KMSG_RECORD];
	bool trouble = false;
	ssize_t size;

	if (kmsg < 0)
		return false;
	while ((size = read(kmsg, record, sizeof(record) - 1)) > 0 || errno == EPIPE || errno == EINTR) {
		if (size <= 0)
			continue;
		record[size] = '\0';
		record[strcspn(record, "\n")] = '\0';
		if (!trouble && is_kernel_trouble(record)) {
			status("fail the kernel logged: %s\n", strchr(record, ';') + 1);
			trouble = true;
		}
	}
	return trouble;
}

/* To a kernel that looks for lost memory; others have no such file. */
static bool tell_kmemleak(const char *command)
{
	int fd = open(KMEMLEAK, O_WRONLY | O_CLOEXEC);
	ssize_t written;

	if (fd < 0)
		return false;
	written = write(fd, command, strlen(command));
	close(fd);
	return written > 0;
}

/* After its first report, be it of the kernel's own boot, lockdep looks at nothing any more. */
static bool lockdep_gave_up(void)
{
	char line[256];
	int looks = 1;
	FILE *file = fopen("/proc/lockdep_stats", "re");

	if (!file)
		return false;
	while (fgets(line, sizeof(line), file))
		sscanf(line, " debug_locks: %d", &looks);
	fclose(file);
	if (!looks)
		status("fail lockdep has given up: the guest's console says why\n");
	return !looks;
}

/* Forget what booting has left, and look only when asked. */
static void begin_leak_check(void)
{
	if (tell_kmemleak("scan=off") && tell_kmemleak("scan") && tell_kmemleak("scan"))
		tell_kmemleak("clear");
}

/*
 * What nobody points to any more: it must be some seconds old, and seen by two scans. The
 * kernel's account of it goes to standard error.
 */
static bool memory_was_lost(void)
{
	static char text[16384];
	ssize_t size;
	int fd;

	if (access(KMEMLEAK, F_OK))
		return false;
	sleep(6);
	if (!tell_kmemleak("scan") || !tell_kmemleak("scan")) {
		status("fail kmemleak has given up: the guest's console says why\n");
		return true;
	}
	fd = open(KMEMLEAK, O_RDONLY | O_CLOEXEC);
	size = fd < 0 ? 0 : read(fd, text, sizeof(text));
	close(fd);
	if (size <= 0)
		return false;
	write_all(port_err, text, size);
	status("fail memory was lost: see the kernel's account on standard error\n");
	return true;
}

static void load_driver(void)
{
	if (access(DRIVER_PATH, F_OK) || !load_module(DRIVER_PATH, config.driver_params))
		return;
	if (!config.shell)
		give_up("load", "the driver");
	perror("init: the driver");
}

static bool unload_driver(void)
{
	if (syscall(SYS_delete_module, DRIVER_NAME, O_NONBLOCK) == 0 || errno == ENOENT)
		return true;
	status("fail the driver does not unload: %s\n", strerror(errno));
	return false;
}

static void run_shell(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		setsid();
		ioctl(0, TIOCSCTTY, 1);
		if (chdir(config.directory))
			perror(config.directory);
		execl("/bin/bash", "-bash", NULL);
		execl("/bin/busybox", "sh", NULL);
		_exit(127);
	}
	while (waitpid(-1, NULL, 0) != pid)
		;
}

static void set_environment(void)
{
	clearenv();
	setenv("PATH", "/dtrace/build:/dtrace/build/vm/bin:/dtrace/cmd/scripts:/usr/sbin:/usr/bin", 1);
	setenv("HOME", "/root", 1);
	setenv("USER", "root", 1);
	setenv("TERM", config.shell ? "vt102" : "dumb", 1);
	setenv("LC_ALL", "C", 1);
	setenv("DTRACE_VM", "1", 1);
}

int main(void)
{
	int result = 0;
	bool ok = true;

	umask(022);
	read_config();
	if (config.early)
		load_driver();
	mount_everything();
	load_modules();
	if (!config.shell)
		open_ports();
	if (sethostname("guest", 5) || chown("/home/user", ORDINARY_UID, ORDINARY_UID))
		perror("init: identity");
	loopback_up();
	set_environment();
	kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (kmsg >= 0 && !config.early)
		lseek(kmsg, 0, SEEK_END);
	begin_leak_check();
	status("booted\n");
	if (!config.early)
		load_driver();
	if (config.shell) {
		run_shell();
		power_off();
	}
	result = run_command(read_argv());
	kill_leftovers();
	if (config.unload)
		ok = unload_driver();
	if (!config.allow_warn && (scan_kernel_log() || lockdep_gave_up() || memory_was_lost()))
		ok = false;
	if (ok)
		status("exit %d\n", result);
	power_off();
}
