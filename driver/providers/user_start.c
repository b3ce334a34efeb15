/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Start and stop of user probes, and /proc/dtrace/user: a line for each process that has some.
 * Thread context. */
#include "../linux/proc.h"
#include "providers.h"
#include "user.h"

static int show(struct seq_file *seq, void *unused)
{
	user_lock();
	user_processes_show(seq);
	user_unlock();
	return 0;
}

int user_provider_start(void)
{
	int error = user_processes_start();

	if (error)
		return error;
	error = proc_file_add("user", show);
	if (error)
		user_processes_stop();
	return error;
}

int user_provider_stop(void)
{
	proc_file_remove("user");
	user_processes_stop();
	return 0;
}
