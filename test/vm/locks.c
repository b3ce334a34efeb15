/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * locks MODE: two threads want the same lock of the kernel.
 *
 *	mutex		a pipe's: its holder copies from memory that is not there yet, and is given it
 *			when the other has been asleep for a while
 *	rwsem		a folder's, the same way: a reader holds it, a writer waits, another reader
 *			waits behind that
 *	interrupted	a terminal's, which a reader of it holds until something comes; the other reader
 *			is killed while it waits
 *	spin		the lock of a file's record locks, of which there are thousands; until stopped
 *	queue		the lock of a CPU's queue of threads; until stopped
 *	rwspin		a file's rwsem, written to by two at once; until stopped
 *
 * Needs two CPUs and root's right to userfaultfd.
 */
#include <dirent.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE	4096
#define WAIT_US 100000

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

static void must(int error, const char *what)
{
	if (error)
		fail(what);
}

/* --- memory that comes when it is told to ---------------------------------------------------- */

struct memory {
	int fd;
	char *page;
};

static struct memory late_memory(void)
{
	struct uffdio_api api = {.api = UFFD_API};
	struct memory memory = {.fd = syscall(SYS_userfaultfd, O_CLOEXEC)};
	struct uffdio_register range = {.mode = UFFDIO_REGISTER_MODE_MISSING};

	if (memory.fd < 0 || ioctl(memory.fd, UFFDIO_API, &api))
		fail("userfaultfd");
	memory.page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	range.range.start = (unsigned long)memory.page;
	range.range.len = PAGE;
	if (memory.page == MAP_FAILED || ioctl(memory.fd, UFFDIO_REGISTER, &range))
		fail("UFFDIO_REGISTER");
	return memory;
}

/* Somebody waits for it: then until others have had the time to wait for him. */
static void provide(struct memory memory)
{
	struct uffdio_zeropage zero = {.range = {(unsigned long)memory.page, PAGE}};
	struct uffd_msg message;

	usleep(WAIT_US);
	if (read(memory.fd, &message, sizeof(message)) != sizeof(message) ||
	    ioctl(memory.fd, UFFDIO_ZEROPAGE, &zero))
		fail("UFFDIO_ZEROPAGE");
}

/* --- sleeping --------------------------------------------------------------------------------- */

static struct memory memory;
static int pipe_ends[2];
static char folder[] = "/tmp/locks.XXXXXX";

static pthread_t begin(void *(*what)(void *))
{
	pthread_t thread;

	must(pthread_create(&thread, NULL, what, NULL), "pthread_create");
	usleep(WAIT_US);
	return thread;
}

static void *write_slowly(void *unused)
{
	if (write(pipe_ends[1], memory.page, 8) != 8)
		fail("write");
	return unused;
}

static void *write_fast(void *unused)
{
	if (write(pipe_ends[1], "quickly", 8) != 8)
		fail("write");
	return unused;
}

static void mutex(void)
{
	pthread_t first, second;

	must(pipe(pipe_ends), "pipe");
	first = begin(write_slowly);
	second = begin(write_fast);
	provide(memory);
	pthread_join(first, NULL);
	pthread_join(second, NULL);
}

static void *list_slowly(void *unused)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY);

	if (fd < 0 || syscall(SYS_getdents64, fd, memory.page, PAGE) <= 0)
		fail("getdents");
	close(fd);
	return unused;
}

static void *make_file(void *unused)
{
	must(mkdirat(AT_FDCWD, "made", 0700), "mkdir");
	return unused;
}

static void *list_fast(void *unused)
{
	DIR *dir = opendir(folder);

	while (readdir(dir))
		;
	closedir(dir);
	return unused;
}

static void rwsem(void)
{
	pthread_t threads[3];

	if (!mkdtemp(folder) || chdir(folder))
		fail(folder);
	threads[0] = begin(list_slowly);
	threads[1] = begin(make_file);
	threads[2] = begin(list_fast);
	provide(memory);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	rmdir("made");
	rmdir(folder);
}

static void interrupted(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), slave;
	pid_t readers[2];
	char letter;

	if (master < 0 || grantpt(master) || unlockpt(master))
		fail("pty");
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	for (int i = 0; i < 2; i++) {
		readers[i] = fork();
		if (!readers[i])
			_exit(read(slave, &letter, 1) != 1);
		usleep(WAIT_US);
	}
	kill(readers[1], SIGKILL);
	waitpid(readers[1], NULL, 0);
	must(write(master, "x\n", 2) != 2, "write");
	waitpid(readers[0], NULL, 0);
}

/* --- spinning --------------------------------------------------------------------------------- */

static void stay_on(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	must(sched_setaffinity(0, sizeof(set), &set), "sched_setaffinity");
}

static int records;

/* Looks through all of them, the lock held. */
static void *count_records(void *cpu)
{
	stay_on((int)(long)cpu);
	for (;;) {
		struct flock lock = {.l_type = F_WRLCK, .l_start = 1 << 20, .l_len = 1};

		must(fcntl(records, F_OFD_GETLK, &lock), "F_OFD_GETLK");
	}
	return NULL;
}

static void spin(void)
{
	pthread_t thread;

	records = open("/tmp/locks.records", O_RDWR | O_CREAT, 0600);
	for (int i = 0; i < 2000; i++) {
		struct flock lock = {.l_type = F_WRLCK, .l_start = 2 * i, .l_len = 1};

		must(fcntl(records, F_OFD_SETLK, &lock), "F_OFD_SETLK");
	}
	must(pthread_create(&thread, NULL, count_records, (void *)1L), "pthread_create");
	count_records(NULL);
}

static void *yield_always(void *unused)
{
	stay_on(1);
	for (;;)
		sched_yield();
	return unused;
}

static void queue(void)
{
	struct sched_param param = {0};
	pid_t other = fork();

	if (!other) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		yield_always(NULL);
	}
	stay_on(0);
	for (int i = 0;; i++)
		must(sched_setscheduler(other, i % 2 ? SCHED_BATCH : SCHED_OTHER, &param),
		     "sched_setscheduler");
}

static void *append_always(void *unused)
{
	static char block[PAGE];
	int fd = open("/tmp/locks.file", O_WRONLY | O_CREAT, 0600);

	for (;;)
		if (pwrite(fd, block, sizeof(block), 0) != sizeof(block))
			fail("pwrite");
	return unused;
}

static void rwspin(void)
{
	begin(append_always);
	append_always(NULL);
}

/* ------------------------------------------------------------------------------------------------
 */

static const struct {
	const char *name;
	void (*act)(void);
} modes[] = {
	{"mutex", mutex}, {"rwsem", rwsem}, {"interrupted", interrupted},
	{"spin", spin},	  {"queue", queue}, {"rwspin", rwspin},
};

int main(int argc, char **argv)
{
	memory = late_memory();
	for (size_t i = 0; argc == 2 && i < sizeof(modes) / sizeof(modes[0]); i++)
		if (!strcmp(argv[1], modes[i].name)) {
			modes[i].act();
			return 0;
		}
	fprintf(stderr, "usage: locks mutex|rwsem|interrupted|spin|queue|rwspin\n");
	return 2;
}
