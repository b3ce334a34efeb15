/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Starting a command to be traced: a child that waits until the tracer has attached to it, then
 * execs, and is handed over stopped at the end of that exec, before its first instruction.
 *
 * On the tracer: the child is the tracer's, for ptrace and for wait.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "process.h"

struct pipes {
	int go[2];     /* to the child: it is attached */
	int report[2]; /* from the child: errno of a failed exec; closed by a good one */
};

/* In the child: only async-signal-safe calls. */
static void run_child(const struct pipes *pipes, const char *file, char *const argv[])
{
	sigset_t none;
	int error;
	char byte;

	close(pipes->go[1]);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (read(pipes->go[0], &byte, 1) != 1)
		_exit(126);
	execvp(file, argv);
	error = errno;
	if (write(pipes->report[1], &error, sizeof(error)) != sizeof(error))
		_exit(126);
	_exit(127);
}

/* Signals that come before the exec are the child's own. 0, or -1 if it ended instead. */
static int wait_for_exec(pid_t pid)
{
	int status, signal;

	for (;;) {
		if (waitpid(pid, &status, __WALL | __WNOTHREAD) != pid) {
			if (errno == EINTR)
				continue;
			return -1;
		}
		if (!WIFSTOPPED(status))
			return -1;
		if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXEC << 8))
			return 0;
		signal = status >> 16 ? 0 : WSTOPSIG(status);
		ptrace(PTRACE_CONT, pid, NULL, (void *)(intptr_t)signal);
	}
}

static pid_t hand_over(const struct pipes *pipes, pid_t pid, long options)
{
	int error = 0;

	if (ptrace(PTRACE_SEIZE, pid, NULL, (void *)options)) {
		error = errno;
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		return -error;
	}
	if (write(pipes->go[1], "", 1) == 1 && !wait_for_exec(pid))
		return pid;
	if (read(pipes->report[0], &error, sizeof(error)) != sizeof(error))
		error = ECHILD;
	return -error;
}

static void close_pipe(int ends[2])
{
	for (int i = 0; i < 2; i++)
		if (ends[i] >= 0)
			close(ends[i]);
}

pid_t process_launch(const char *file, char *const argv[], long options)
{
	struct pipes pipes = {{-1, -1}, {-1, -1}};
	pid_t pid = -1;

	if (!pipe2(pipes.go, O_CLOEXEC) && !pipe2(pipes.report, O_CLOEXEC))
		pid = fork();
	if (pid == 0)
		run_child(&pipes, file, argv);
	if (pid < 0) {
		pid = -errno;
	} else {
		close(pipes.report[1]);
		pipes.report[1] = -1;
		pid = hand_over(&pipes, pid, options);
	}
	close_pipe(pipes.go);
	close_pipe(pipes.report);
	return pid;
}
