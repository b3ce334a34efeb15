/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * counts [FILE]: does what vminfo and sysinfo count, a known number of times. umask(N) begins each
 * part, umask(0) ends it:
 *
 *	1	100 pages of memory are touched
 *	2	a child (it says umask(2) itself) writes to them
 *	3	10 writes to a page that may only be read
 *	4	6 messages are sent and received, 5 semaphore operations made
 *	5	3 processes by fork(), 2 by vfork(), a thread
 *	6	7 reads and 8 writes of 1000 bytes each
 *	7	as a user who may have no process more, a fork()
 *	8	of FILE, which nothing has in memory, 16 pages are looked at through a mapping
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE  4096
#define PAGES 100

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

static void must(long value, const char *what)
{
	if (value < 0)
		fail(what);
}

static char *pages(int protection)
{
	char *memory = mmap(NULL, PAGES * PAGE, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		fail("mmap");
	return memory;
}

/* Only written: reading would be another fault. */
static void touch(volatile char *memory)
{
	for (int i = 0; i < PAGES; i++)
		memory[i * PAGE] = 1;
}

static void memory(void)
{
	char *memory = pages(PROT_READ | PROT_WRITE);
	pid_t child;

	umask(1);
	touch(memory);
	umask(0);
	child = fork();
	if (!child) {
		umask(2);
		touch(memory);
		umask(0);
		_exit(0);
	}
	waitpid(child, NULL, 0);
}

static sigjmp_buf after;

static void leave(int number)
{
	siglongjmp(after, number);
}

static void protection(void)
{
	volatile char *const memory = pages(PROT_READ);
	volatile int left = 10;

	memory[0];
	signal(SIGSEGV, leave);
	umask(3);
	sigsetjmp(after, 1);
	if (left-- > 0)
		memory[0] = 1;
	umask(0);
}

static void messages(void)
{
	struct {
		long type;
		char text[8];
	} message = {.type = 1};
	struct sembuf up = {.sem_op = 1};
	int queue = msgget(IPC_PRIVATE, 0600), semaphore = semget(IPC_PRIVATE, 1, 0600);

	umask(4);
	for (int i = 0; i < 3; i++) {
		must(msgsnd(queue, &message, sizeof(message.text), 0), "msgsnd");
		must(msgrcv(queue, &message, sizeof(message.text), 0, 0), "msgrcv");
	}
	for (int i = 0; i < 5; i++)
		must(semop(semaphore, &up, 1), "semop");
	umask(0);
	msgctl(queue, IPC_RMID, NULL);
	semctl(semaphore, 0, IPC_RMID);
}

static void *nothing(void *argument)
{
	return argument;
}

static void processes(void)
{
	pthread_t thread;

	umask(5);
	for (int i = 0; i < 3; i++)
		if (!fork())
			_exit(0);
	for (int i = 0; i < 2; i++)
		if (!vfork())
			_exit(0);
	pthread_create(&thread, NULL, nothing, NULL);
	umask(0);
	pthread_join(thread, NULL);
	while (wait(NULL) > 0)
		;
}

static void files(void)
{
	int zero = open("/dev/zero", O_RDONLY), null = open("/dev/null", O_WRONLY);
	char text[1000];

	umask(6);
	for (int i = 0; i < 7; i++)
		must(read(zero, text, sizeof(text)), "read");
	for (int i = 0; i < 8; i++)
		must(write(null, text, sizeof(text)), "write");
	umask(0);
}

static void too_many(void)
{
	struct rlimit none = {0, 0};
	pid_t child = fork();

	if (!child) {
		must(setrlimit(RLIMIT_NPROC, &none), "setrlimit");
		must(setuid(1000), "setuid");
		umask(7);
		if (fork() != -1 || errno != EAGAIN)
			_exit(1);
		umask(0);
		_exit(0);
	}
	waitpid(child, NULL, 0);
}

static void from_device(const char *name)
{
	int file = open(name, O_RDONLY);
	volatile char *memory = mmap(NULL, 16 * PAGE, PROT_READ, MAP_SHARED, file, 0);

	if (file < 0 || memory == MAP_FAILED)
		fail(name);
	umask(8);
	for (int i = 0; i < 16; i++)
		memory[i * PAGE];
	umask(0);
}

int main(int argc, char **argv)
{
	memory();
	protection();
	messages();
	processes();
	files();
	too_many();
	if (argc > 1)
		from_device(argv[1]);
	return 0;
}
