/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Code with probes in it, for test/host/process-user.sh and test/vm/usdt-follow.sh: checks that what it
 * computes, and in the end its own code, are what they are without breakpoints.
 */
#include <dlfcn.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOINLINE __attribute__((noinline, noclone, used))

extern const char __executable_start, etext;

/* --- functions ------------------------------------------------------------------------- */

NOINLINE int add(int a, int b)
{
	return a + b;
}

NOINLINE long many(long a, long b, long c, long d, long e, long f, long g, long h)
{
	return a + b + c + d + e + f + g + h;
}

NOINLINE int fibonacci(int n)
{
	return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

static int factor = 3;

/* Its first instruction addresses memory relative to itself: it runs in a slot. */
NOINLINE int relative(int n)
{
	return factor * n;
}

NOINLINE int two_ways(int n)
{
	if (n > 10) {
		write(-1, "", 0);
		return 1;
	}
	return 2;
}

/* Every instruction of this one is probed: branches, calls, stack, flags. */
NOINLINE int mixture(const char *text)
{
	int sum = 0;

	for (size_t i = 0; i < strlen(text); i++) {
		if (text[i] == 'x')
			sum -= add(i, factor);
		else
			sum += text[i] * relative(i);
	}
	return sum;
}

static jmp_buf away;

NOINLINE void jumps(int n)
{
	if (n)
		jumps(n - 1);
	else
		longjmp(away, 1);
}

/* --- static probes, as any tool's header makes them ------------------------------------------ */

unsigned short shop_order_semaphore __attribute__((section(".probes")));

NOINLINE void order(int number, const char *who)
{
	if (!shop_order_semaphore)
		return;
	__asm__ volatile("990: nop\n"
			 ".pushsection .note.stapsdt,\"\",\"note\"\n"
			 ".balign 4\n.4byte 992f-991f,994f-993f,3\n"
			 "991: .asciz \"stapsdt\"\n992: .balign 4\n"
			 "993: .8byte 990b, 0, shop_order_semaphore\n"
			 ".asciz \"shop\"\n.asciz \"order__placed\"\n.asciz \"-4@%0 8@%1\"\n"
			 "994: .balign 4\n.popsection\n" ::"nor"(number),
			 "nor"(who));
}

/* --- modes -------------------------------------------------------------------------------------
 */

static unsigned long checksum(void)
{
	unsigned long sum = 0;

	for (const char *at = &__executable_start; at < &etext; at++)
		sum = sum * 31 + *at;
	return sum;
}

static int compute(void)
{
	int sum = add(1, 2) + many(1, 2, 3, 4, 5, 6, 7, 8) + fibonacci(12) + relative(5) +
		  two_ways(5) + two_ways(50);

	if (!setjmp(away))
		jumps(5);
	for (int i = 0; i < 3; i++)
		order(i, "customer");
	return sum + mixture("a bc xyz x 12345");
}

static int basic(void)
{
	printf("%d %d\n", compute(), shop_order_semaphore);
	return 0;
}

static void *compute_often(void *result)
{
	int sum = 0;

	for (int i = 0; i < 50; i++)
		sum += add(i, 1) + relative(i) + fibonacci(5) + mixture("a bc xyz x 12345");
	*(int *)result = sum;
	return NULL;
}

static int threads(void)
{
	pthread_t thread[6];
	int result[6];

	for (int i = 0; i < 6; i++)
		pthread_create(&thread[i], NULL, compute_often, &result[i]);
	for (int i = 0; i < 6; i++) {
		pthread_join(thread[i], NULL);
		if (result[i] != result[0])
			return 1;
	}
	printf("%d\n", result[0]);
	return 0;
}

static volatile sig_atomic_t ticks;

static void on_alarm(int number)
{
	ticks += add(0, 1);
}

/* Signal handlers interrupt probed code, and are probed. */
static int signals(void)
{
	timer_t timer;
	struct itimerspec often = {{0, 1000000}, {0, 1000000}};

	signal(SIGALRM, on_alarm);
	if (timer_create(CLOCK_MONOTONIC, NULL, &timer) || timer_settime(timer, 0, &often, NULL))
		return 1;
	for (int i = 0; ticks < 50; i++)
		if (relative(i) != 3 * i || fibonacci(6) != 8)
			return 2;
	return 0;
}

/* Probes follow into a child of fork; one of vfork uses our memory. */
static int children(void)
{
	unsigned long clean = checksum();
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		printf("child %d %d %d\n", add(20, 3),
		       checksum() == strtoul(getenv("CLEAN"), NULL, 10), shop_order_semaphore);
		exit(0);
	}
	waitpid(pid, &status, 0);
	pid = vfork();
	if (pid == 0)
		_exit(add(4, 5));
	waitpid(pid, &status, 0);
	printf("vfork %d probed %d\n", WEXITSTATUS(status),
	       clean != strtoul(getenv("CLEAN"), NULL, 10));
	return 0;
}

/* A child loads the library; its own child calls it, too. */
static int child_loads(void)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		void *library = dlopen(getenv("LIBRARY"), RTLD_NOW);
		int (*twice)(int) = library ? (int (*)(int))dlsym(library, "twice") : NULL;

		if (!twice)
			_exit(1);
		if (fork() == 0)
			_exit(twice(5));
		wait(&status);
		_exit(twice(4) + WEXITSTATUS(status));
	}
	waitpid(pid, &status, 0);
	printf("%d\n", WEXITSTATUS(status));
	return 0;
}

/* Children at SIGUSR1; at SIGUSR2 they, and their parent, say what their code is. */
static int brood(void)
{
	sigset_t signals;
	int signal = 0, children = 0, sum = 0;

	sigemptyset(&signals);
	sigaddset(&signals, SIGUSR1);
	sigaddset(&signals, SIGUSR2);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	setpgid(0, 0);
	printf("ready\n");
	fflush(stdout);
	sigwait(&signals, &signal);
	while (children < 5 && fork())
		children++;
	for (int i = 0; children < 5 && i < 20; i++)
		sum += add(i, children);
	while (signal != SIGUSR2)
		sigwait(&signals, &signal);
	sum += add(3, 4);
	if (children == 5)
		while (wait(NULL) > 0)
			;
	printf("%d clean %d\n", children < 5 ? sum - 20 * children : sum,
	       checksum() == strtoul(getenv("CLEAN"), NULL, 10));
	return 0;
}

/* Whatever call this process has not asked for kills it. */
static int confined(void)
{
#define ALLOW(number)                                         \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1), \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		ALLOW(SYS_write),
		ALLOW(SYS_exit_group),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
	};
	struct sock_fprog program = {sizeof(code) / sizeof(code[0]), code};
	char line[16];

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
		return 1;
	for (int i = 0; i < 3; i++)
		write(1, line, snprintf(line, sizeof(line), "%d\n", relative(add(i, 4))));
	_exit(0);
}

static void *compute_once(void *unused)
{
	return (void *)(intptr_t)(add(1, 2) + relative(2));
}

/* Threads that come and go as fast as can be. */
static int storm(void)
{
	long total = 0;

	for (int round = 0; round < 50; round++) {
		pthread_t thread[8];
		void *result;

		for (int i = 0; i < 8; i++)
			if (pthread_create(&thread[i], NULL, compute_once, NULL))
				return 1;
		for (int i = 0; i < 8; i++) {
			pthread_join(thread[i], &result);
			total += (intptr_t)result;
		}
	}
	printf("%ld\n", total);
	return 0;
}

static int sum(void)
{
	printf("%lu\n", checksum());
	return 0;
}

static int load(void)
{
	void *library = dlopen(getenv("LIBRARY"), RTLD_NOW);
	int (*twice)(int) = library ? (int (*)(int))dlsym(library, "twice") : NULL;

	if (!twice)
		return 1;
	printf("%d\n", twice(21));
	return dlclose(library);
}

/* Until killed. At SIGUSR1 it says the checksum of its code. */
static void say(int number)
{
	char line[32];

	write(1, line, snprintf(line, sizeof(line), "%lu\n", checksum()));
}

static int loop(void)
{
	pthread_t thread[3];
	int result;

	signal(SIGUSR1, say);
	say(0);
	for (;;) {
		for (int i = 0; i < 3; i++)
			pthread_create(&thread[i], NULL, compute_often, &result);
		for (int i = 0; i < 3; i++)
			pthread_join(thread[i], NULL);
		usleep(1000);
	}
}

static const struct {
	const char *name;
	int (*run)(void);
} modes[] = {
	{"basic", basic}, {"threads", threads}, {"signals", signals}, {"children", children},
	{"sum", sum},	  {"load", load},	{"loop", loop},	      {"storm", storm},
	{"confined", confined}, {"child-loads", child_loads}, {"brood", brood},
};

int main(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < sizeof(modes) / sizeof(modes[0]); i++)
		if (!strcmp(argv[1], modes[i].name))
			return modes[i].run();
	return 64;
}
