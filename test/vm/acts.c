/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * acts MODE: does things that kernel probes are to see, each a known number of times.
 *
 *	signals		a thread; signals handled (USR1), ignored (USR2), waited for (ALRM);
 *			faults at address 0x10 and by division
 *	schedule	sleeps and computes, becomes nicer by 7
 */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

/* --- signals ------------------------------------------------------------------- */

static sigjmp_buf after_fault;

static void note(int number)
{
	(void)number;
}

static void leave(int number)
{
	siglongjmp(after_fault, number);
}

static void *nothing(void *argument)
{
	return argument;
}

static void thread(void)
{
	pthread_t other;

	if (pthread_create(&other, NULL, nothing, NULL))
		fail("pthread_create");
	pthread_join(other, NULL);
}

static void wait_for_alarm(void)
{
	sigset_t set;
	int number;

	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	kill(getpid(), SIGALRM);
	if (sigwait(&set, &number) || number != SIGALRM)
		fail("sigwait");
}

static void faults(void)
{
	static volatile int zero;

	signal(SIGSEGV, leave);
	signal(SIGFPE, leave);
	if (!sigsetjmp(after_fault, 1)) {
		char *volatile nowhere = (char *)0x10;

		*nowhere = 1;
	}
	if (!sigsetjmp(after_fault, 1))
		zero = 7 / zero;
}

static void signals(void)
{
	thread();
	signal(SIGUSR1, note);
	signal(SIGUSR2, SIG_IGN);
	kill(getpid(), SIGUSR1);
	kill(getpid(), SIGUSR2);
	wait_for_alarm();
	faults();
}

/* --- scheduler ------------------------------------------------------------------ */

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void compute(double limit)
{
	double end = seconds() + limit;

	while (seconds() < end)
		;
}

static void schedule(void)
{
	struct timespec nap = {.tv_nsec = 10000000};

	for (int i = 0; i < 20; i++)
		nanosleep(&nap, NULL);
	if (setpriority(PRIO_PROCESS, 0, 7))
		fail("setpriority");
	/* More that want to run than there are processors. */
	for (int i = 0; i < 3; i++) {
		if (fork() == 0) {
			compute(0.3);
			_exit(0);
		}
	}
	compute(0.3);
}

static const struct {
	const char *name;
	void (*act)(void);
} modes[] = {{"signals", signals}, {"schedule", schedule}};

int main(int argc, char **argv)
{
	for (size_t i = 0; argc == 2 && i < sizeof(modes) / sizeof(*modes); i++) {
		if (strcmp(argv[1], modes[i].name))
			continue;
		modes[i].act();
		return 0;
	}
	fprintf(stderr, "usage: acts signals|schedule\n");
	return 2;
}
