/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What is traced by test/host/process-*.sh: one behaviour a mode, each checking for itself that
 * being traced changed nothing. Exit status 0: all as it should be.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static void *make_calls(void *unused)
{
	for (int i = 0; i < 200; i++)
		syscall(SYS_getppid);
	return NULL;
}

/* 10 threads, 200 calls each, five times over. */
static int threads(void)
{
	for (int round = 0; round < 5; round++) {
		pthread_t thread[10];

		for (int i = 0; i < 10; i++)
			if (pthread_create(&thread[i], NULL, make_calls, NULL))
				return 1;
		for (int i = 0; i < 10; i++)
			pthread_join(thread[i], NULL);
	}
	return 0;
}

static void *exec_true(void *unused)
{
	execl("/bin/true", "true", NULL);
	return NULL;
}

static void *sleep_long(void *unused)
{
	sleep(100);
	return NULL;
}

/* A thread that is not the first one execs while others sleep. */
static int thread_exec(void)
{
	pthread_t thread;

	for (int i = 0; i < 3; i++)
		pthread_create(&thread, NULL, sleep_long, NULL);
	pthread_create(&thread, NULL, exec_true, NULL);
	pthread_join(thread, NULL);
	sleep(100);
	return 1;
}

static int forks(void)
{
	for (int i = 0; i < 100; i++) {
		pid_t pid = i % 2 ? vfork() : fork();
		int status;

		if (pid == 0) {
			if (i % 4 > 1)
				execl("/bin/true", "true", NULL);
			_exit(i % 4 > 1 ? 1 : 0);
		}
		if (waitpid(pid, &status, 0) != pid || status)
			return 1;
	}
	return 0;
}

static volatile sig_atomic_t handled;

static void on_signal(int number, siginfo_t *info, void *context)
{
	if (number == SIGUSR1 && info->si_value.sival_int == 42)
		handled++;
}

/* Queued signals arrive, once each, with what they carry. */
static int signals(void)
{
	struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO};

	sigaction(SIGUSR1, &action, NULL);
	for (int i = 0; i < 20; i++) {
		union sigval value = {.sival_int = 42};

		sigqueue(getpid(), SIGUSR1, value);
	}
	return handled == 20 ? 0 : 1;
}

/* A child that stops and goes on, seen by its parent as ever. It ends no sooner than it has been seen to go on. */
static int stops(void)
{
	int status, ends[2];
	pid_t pid;
	char seen;

	if (pipe(ends))
		return 4;
	pid = fork();
	if (pid == 0) {
		raise(SIGSTOP);
		_exit(read(ends[0], &seen, 1) == 1 ? 5 : 6);
	}
	if (waitpid(pid, &status, WUNTRACED) != pid || !WIFSTOPPED(status) ||
	    WSTOPSIG(status) != SIGSTOP)
		return 1;
	kill(pid, SIGCONT);
	if (waitpid(pid, &status, WCONTINUED) != pid || !WIFCONTINUED(status))
		return 2;
	if (write(ends[1], "", 1) != 1)
		return 4;
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 5)
		return 3;
	return 0;
}

static int crash(void)
{
	volatile int *nowhere = NULL;

	*nowhere = 1;
	return 1;
}

static void *spin(void *count)
{
	for (;;) {
		++*(volatile unsigned long *)count;
		syscall(SYS_getppid);
		usleep(1000);
	}
	return NULL;
}

/* Until killed: three threads that make calls; says ready. */
static int loop(void)
{
	static unsigned long counts[2];
	pthread_t thread;

	printf("%d\n", (int)getpid());
	fflush(stdout);
	for (int i = 0; i < 2; i++)
		pthread_create(&thread, NULL, spin, &counts[i]);
	spin(&counts[0]);
	return 0;
}

static char text[64] = "before";

/* A D program changes the text behind the call's argument. */
static int copyout(void)
{
	for (int i = 0; i < 3; i++)
		syscall(SYS_write, -1, text, sizeof(text));
	puts(text);
	return 0;
}

static int who(void)
{
	printf("%d\n", (int)geteuid());
	return 0;
}

static const struct {
	const char *name;
	int (*run)(void);
} modes[] = {
	{"threads", threads}, {"thread-exec", thread_exec},
	{"forks", forks},     {"signals", signals},
	{"stops", stops},     {"crash", crash},
	{"loop", loop},	      {"copyout", copyout},
	{"who", who},
};

int main(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < sizeof(modes) / sizeof(modes[0]); i++)
		if (!strcmp(argv[1], modes[i].name))
			return modes[i].run();
	return 64;
}
