/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Two processes for a command traced without the driver: the one that was started (the front)
 * waits, and its child (the worker) does everything.
 *
 * A command whose system calls are traced carries a seccomp filter to its end, and needs the
 * process that traces it as long (dtrace_proc_needs_us). When dtrace ends earlier, the front ends
 * with its status as it should, and the worker stays behind without a sound until the command has
 * ended.
 *
 * A terminal's Ctrl-C reaches both and the command; one sent with kill(1) only the front. So the
 * worker does not listen to SIGINT, SIGTERM and SIGHUP but to the front, which passes each on once
 * (FRONT_SIGNAL, its value the signal). If the front is killed, so is the worker, and with it the
 * command: there would be nobody to trace it.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dtrace_cmd.h"

static volatile pid_t worker;
static volatile sig_atomic_t last_signal;
static int report = -1; /* in the worker: where its exit status goes */

static const int passed_on[] = {SIGINT, SIGTERM, SIGHUP};
#define PASSED_ON (sizeof(passed_on) / sizeof(passed_on[0]))

static void pass_on(int number)
{
	union sigval value = {.sival_int = number};
	int saved = errno;

	last_signal = number;
	if (worker > 0)
		sigqueue(worker, FRONT_SIGNAL, value);
	errno = saved;
}

static void not_listening(int number)
{
}

/* What is ignored stays ignored: nohup, background shells. A handler becomes the default in the
 * command. */
static void handle_signals(void (*handler)(int number))
{
	struct sigaction action = {.sa_handler = handler}, old;

	for (size_t i = 0; i < PASSED_ON; i++) {
		if (!sigaction(passed_on[i], NULL, &old) && old.sa_handler != SIG_IGN)
			sigaction(passed_on[i], &action, NULL);
	}
}

/* The worker died without a word: end as it did. */
static int end_like_worker(void)
{
	int status, number;

	if (waitpid(worker, &status, 0) != worker)
		return 1;
	if (!WIFSIGNALED(status))
		return WEXITSTATUS(status);
	number = WTERMSIG(status) == FRONT_SIGNAL ? last_signal : WTERMSIG(status);
	signal(number, SIG_DFL);
	raise(number);
	return 128 + number;
}

static int wait_for_worker(int from)
{
	ssize_t got;
	int status;

	do
		got = read(from, &status, sizeof(status));
	while (got < 0 && errno == EINTR);
	return got == sizeof(status) ? status : end_like_worker();
}

bool front_begin(int *status)
{
	pid_t front = getpid();
	sigset_t blocked, before;
	int ends[2];

	fflush(NULL);
	if (pipe2(ends, O_CLOEXEC))
		return false;
	/* One that came before the worker is known would be passed on to nobody. */
	sigemptyset(&blocked);
	for (size_t i = 0; i < PASSED_ON; i++)
		sigaddset(&blocked, passed_on[i]);
	sigprocmask(SIG_BLOCK, &blocked, &before);
	handle_signals(pass_on);
	worker = fork();
	if (worker) /* or there is none */
		sigprocmask(SIG_SETMASK, &before, NULL);
	if (worker > 0) {
		close(ends[1]);
		close(STDIN_FILENO);
		close(STDOUT_FILENO);
		*status = wait_for_worker(ends[0]);
		return true;
	}
	close(ends[0]);
	if (worker < 0) { /* then alone */
		close(ends[1]);
		return false;
	}
	handle_signals(not_listening);
	sigprocmask(SIG_SETMASK, &before, NULL);
	report = ends[1];
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != front)
		_exit(1);
	return false;
}

bool front_exists(void)
{
	return report >= 0;
}

/* From here on nobody must notice us. */
void front_end(dtrace_hdl_t *hdl, int status)
{
	int null;

	if (report < 0 || !dtrace_proc_needs_us(hdl))
		return;
	prctl(PR_SET_PDEATHSIG, 0);
	signal(FRONT_SIGNAL, SIG_IGN);
	fflush(NULL);
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int file = 0; file < 3 && null >= 0; file++)
		dup2(null, file);
	if (write(report, &status, sizeof(status)) != sizeof(status))
		_exit(1);
	close(report);
	dtrace_proc_wait(hdl);
}
