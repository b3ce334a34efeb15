/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A program that does all at once what makes breakpoints hard: threads, signals, longjmp out of
 * probed functions, fork, vfork, clone storms, seccomp. It computes a sum that breakpoints must not
 * change, and prints a checksum of its code at the end: "sum S code C".
 *
 *	storm ROUNDS		so many
 *	storm ROUNDS wait	at least so many, until standard input (a pipe) is closed; the sum is
 *				that of ROUNDS all the same
 */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static long total;
static volatile int ticks;

static __attribute__((noipa)) long work(long n)
{
	if (n < 2)
		return n;
	return n % 3 ? work(n - 1) + 1 : work(n / 2) + n;
}

static void (*volatile deeper)(jmp_buf *to, int depth);

static __attribute__((noipa)) void leave(jmp_buf *to, int depth)
{
	if (depth == 0)
		longjmp(*to, 1);
	deeper(to, depth - 1);
	asm volatile(""); /* no tail call */
}

static __attribute__((noipa)) void on_signal(int number)
{
	ticks++;
}

static void jump(void)
{
	jmp_buf place;

	if (!setjmp(place))
		leave(&place, 5);
}

static void *thread(void *argument)
{
	for (long i = 0; i < (long)argument; i++)
		__atomic_add_fetch(&total, work(i % 50), __ATOMIC_RELAXED);
	return NULL;
}

static int child(void)
{
	return work(20) == work(20) ? 7 : 1;
}

static int wait_for(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 7;
}

static int forks(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(child());
	if (!wait_for(pid))
		return 0;
	pid = vfork();
	if (pid == 0)
		_exit(work(20) > 0 ? 7 : 1);
	return wait_for(pid);
}

/* Everything is allowed, but every call goes through the filter. */
static void filter_calls(void)
{
	struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog program = {1, &allow};

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

static uint32_t checksum(void)
{
	const uint8_t *at = (const uint8_t *)(uintptr_t)work;
	uint32_t sum = 2166136261u;

	for (int i = 0; i < 256; i++)
		sum = (sum ^ at[i]) * 16777619u;
	return sum;
}

/* A breath between rounds: others want to run, too. */
static bool is_closed(void)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

	return poll(&input, 1, 30) > 0;
}

int main(int argc, char **argv)
{
	struct itimerval {
		struct timeval every, first;
	} timer = {{0, 3000}, {0, 3000}};
	int rounds = argc > 1 ? atoi(argv[1]) : 10, good = 1, round;

	deeper = leave;
	signal(SIGALRM, on_signal);
	syscall(SYS_setitimer, 0, &timer, NULL);
	filter_calls();
	for (round = 0; round < rounds || (argc > 2 && !is_closed()); round++) {
		pthread_t threads[4];

		for (int i = 0; i < 4; i++)
			pthread_create(&threads[i], NULL, thread, (void *)100L);
		jump();
		good &= forks();
		for (int i = 0; i < 4; i++)
			pthread_join(threads[i], NULL);
	}
	timer = (struct itimerval){{0, 0}, {0, 0}};
	syscall(SYS_setitimer, 0, &timer, NULL);
	good &= total % round == 0;
	printf("%s sum %ld code %08x\n", good ? "good" : "bad", total / round * rounds, checksum());
	return !good;
}
