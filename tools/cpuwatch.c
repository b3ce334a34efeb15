/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which processors still run, and where does one hang that does not?
 *
 *	cpuwatch [-i SECONDS] [-l SECONDS] [-n REPORTS]
 *
 * One child a processor, pinned to it and before ordinary threads; its heart beats ten times a
 *second. A heart that is late (-l, 1 s) means that its processor runs nothing: interrupts off, a
 *lock that never comes, a loop in the kernel. Any child that does run reports for all (-i, 1 s), so
 *it does not matter which processors are stuck. The first time one is, its stack is asked for by an
 *NMI (root; through sysrq, so the kernel's log has those of all processors).
 *
 * The parent only sleeps: it may have done that on a processor that is stuck now. The child that
 *made the last report moves it to its own before it wakes it.
 *
 * Status 0: all ran at the last report; 1: some did not.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#define CPUS	CPU_SETSIZE
#define BEAT_NS 100000000
#define SECOND	1000000000.0

/* Of all children. */
struct shared {
	_Atomic uint64_t beats[CPUS]; /* when each was last seen; 0: there is no such processor */
	atomic_bool shown[CPUS];      /* the stack of this hang */
	_Atomic uint64_t next;	      /* report */
	atomic_uint reports;
	atomic_bool stuck; /* at the last one */
};

static struct shared *shared;
static uint64_t interval = 1000000000, late = 1000000000;
static unsigned int wanted; /* reports; 0: for ever */

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static void pin(pid_t pid, unsigned int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	sched_setaffinity(pid, sizeof(set), &set);
}

/* --- the stack of a processor ----------------------------------------------------------- */

/* A record of the log is "level,number,time,flags;text\n" and lines of other facts. */
static char *text_of(char *record)
{
	char *text = strchr(record, ';'), *end;

	if (!text)
		return NULL;
	end = strchr(text, '\n');
	if (end)
		*end = '\0';
	return text + 1;
}

/* From the line that names the processor to the one that names the next. */
static bool print_stack(int log, unsigned int cpu)
{
	char record[8192], mark[64];
	bool inside = false, any = false;
	ssize_t length;

	snprintf(mark, sizeof(mark), "NMI backtrace for cpu %u", cpu);
	while ((length = read(log, record, sizeof(record) - 1)) > 0 || errno == EPIPE) {
		char *text;

		if (length <= 0)
			continue; /* EPIPE: some were overwritten */
		record[length] = '\0';
		text = text_of(record);
		if (text && strstr(text, "NMI backtrace for cpu"))
			inside = strncmp(text, mark, strlen(mark)) == 0 &&
				 (text[strlen(mark)] < '0' || text[strlen(mark)] > '9');
		if (text && inside)
			printf("  %s\n", text);
		any |= inside;
	}
	return any;
}

static void show_stack(unsigned int cpu)
{
	int log = open("/dev/kmsg", O_RDONLY | O_NONBLOCK);
	int trigger = open("/proc/sysrq-trigger", O_WRONLY);

	if (log < 0 || trigger < 0 || lseek(log, 0, SEEK_END) < 0 || write(trigger, "l", 1) != 1)
		printf("  no stack: %s (root may ask for one, through /proc/sysrq-trigger)\n",
		       strerror(errno));
	else if (!print_stack(log, cpu))
		printf("  no stack: it does not answer an NMI\n");
	if (log >= 0)
		close(log);
	if (trigger >= 0)
		close(trigger);
}

/* --- reports ------------------------------------------------------------------------------ */

static void list_running(uint64_t time)
{
	unsigned int cpu;

	printf("cpuwatch: running:");
	for (cpu = 0; cpu < CPUS; cpu++) {
		uint64_t beat = shared->beats[cpu];

		if (beat != 0 && (beat > time || time - beat <= late))
			printf(" %u", cpu);
	}
	printf("\n");
}

static void list_stuck(uint64_t time)
{
	unsigned int cpu;

	shared->stuck = false;
	for (cpu = 0; cpu < CPUS; cpu++) {
		uint64_t beat = shared->beats[cpu];

		if (beat == 0)
			continue;
		if (beat > time || time - beat <= late) {
			shared->shown[cpu] = false;
			continue;
		}
		shared->stuck = true;
		printf("cpuwatch: CPU %u has not run for %.1f s\n", cpu,
		       (double)(time - beat) / SECOND);
		if (!atomic_exchange(&shared->shown[cpu], true))
			show_stack(cpu);
	}
}

/* Of those who find that it is time for a report one makes it. */
static void report_if_due(unsigned int cpu)
{
	uint64_t time = now(), due = shared->next;

	if (time < due || !atomic_compare_exchange_strong(&shared->next, &due, UINT64_MAX))
		return;
	list_running(time);
	list_stuck(time);
	fflush(stdout);
	if (++shared->reports == wanted) {
		pin(getppid(), cpu);
		kill(getppid(), SIGUSR1);
		return; /* no report is ever due again */
	}
	shared->next = now() + interval;
}

/* --- processes ---------------------------------------------------------------------------- */

static void be_child(unsigned int cpu, pid_t parent)
{
	const struct sched_param first = {.sched_priority = 1};
	const struct timespec beat = {.tv_nsec = BEAT_NS};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
	sched_setscheduler(0, SCHED_FIFO, &first); /* only root may; without, load delays it */
	pin(0, cpu);
	for (;;) {
		shared->beats[cpu] = now();
		report_if_due(cpu);
		nanosleep(&beat, NULL);
	}
}

static void start_children(void)
{
	cpu_set_t set;
	pid_t parent = getpid();
	unsigned int cpu;

	if (sched_getaffinity(1, sizeof(set), &set) != 0)
		CPU_ZERO(&set);
	for (cpu = 0; cpu < CPUS; cpu++) {
		pid_t child;

		if (!CPU_ISSET(cpu, &set))
			continue;
		shared->beats[cpu] = now();
		child = fork();
		if (child == 0)
			be_child(cpu, parent);
		if (child < 0) {
			perror("cpuwatch: fork");
			exit(2);
		}
	}
	shared->next = now() + interval;
}

static uint64_t seconds(const char *text)
{
	char *end;
	double value = strtod(text, &end);

	if (end == text || *end != '\0' || !(value >= 0.1 && value <= 86400)) {
		fprintf(stderr, "cpuwatch: %s is not a number of seconds from 0.1 on\n", text);
		exit(2);
	}
	return (uint64_t)(value * SECOND);
}

static void parse(int argc, char **argv)
{
	int option;

	while ((option = getopt(argc, argv, "i:l:n:")) != -1) {
		switch (option) {
		case 'i':
			interval = seconds(optarg);
			break;
		case 'l':
			late = seconds(optarg);
			break;
		case 'n':
			wanted = (unsigned int)strtoul(optarg, NULL, 10);
			break;
		default:
			fprintf(stderr, "usage: cpuwatch [-i SECONDS] [-l SECONDS] [-n REPORTS]\n");
			exit(2);
		}
	}
}

int main(int argc, char **argv)
{
	sigset_t end;
	int signal;

	parse(argc, argv);
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		      0);
	if (shared == MAP_FAILED) {
		perror("cpuwatch: mmap");
		return 2;
	}
	shared->next = UINT64_MAX;
	mlockall(MCL_CURRENT | MCL_FUTURE);
	sigemptyset(&end);
	sigaddset(&end, SIGUSR1);
	sigprocmask(SIG_BLOCK, &end, NULL);
	start_children();
	sigwait(&end, &signal);
	_exit(shared->stuck);
}
