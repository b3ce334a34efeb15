/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See dt_follow.h.
 *
 * The thread is one of its own, because a process waits for it: the main thread may be writing to a
 * pipe whose reader is that process. It shares the list of descriptions with the main thread (lock),
 * opens objects for itself, and begins with the first description. A system that does not let us
 * follow is no error: what is mapped when the program is enabled has its probes.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dtrace/ioctl.h>

#include "dt_follow.h"
#include "dt_gather.h"

struct wish {
	const struct wish *next;
	pid_t pid; /* 0: everywhere */
	struct dtrace_probe_desc desc;
};

struct dt_follow {
	int driver;
	pthread_mutex_t lock;
	const struct wish *wishes; /* the newest first; none is changed or freed before the end */
	pthread_t thread;
	bool running;
};

static const struct wish *wishes_of(struct dt_follow *follow)
{
	const struct wish *first;

	pthread_mutex_lock(&follow->lock);
	first = follow->wishes;
	pthread_mutex_unlock(&follow->lock);
	return first;
}

/* --- the thread -------------------------------------------------------------------------------- */

static bool is_main(pid_t pid, const struct dt_object *object)
{
	char link[64];
	struct stat status;

	snprintf(link, sizeof(link), "/proc/%d/exe", (int)pid);
	return !stat(link, &status) && status.st_ino == object->inode &&
	       status.st_dev == object->device;
}

static struct dt_object *open_mapped(const struct dt_maps *maps, uint64_t start)
{
	const struct dt_mapping *mapping = dt_maps_at(maps, start);
	int file = mapping ? dt_mapping_open(maps, mapping) : -1;
	struct dt_object *object = NULL;
	char why[256];

	if (file < 0)
		return NULL;
	object = dt_object_open_file(file, mapping->path, why, sizeof(why));
	if (!object)
		dt_gather_complain("a process maps code", why);
	close(file);
	return object;
}

static void look_at(struct dt_follow *follow, const struct dtrace_ioc_user_next *next,
		    struct dt_object *object)
{
	struct process_object entry = {.object = object, .is_main = is_main(next->pid, object)};

	for (const struct wish *wish = wishes_of(follow); wish; wish = wish->next) {
		struct dt_gather_place place = {
			.driver = follow->driver,
			.pid = next->target,
			.everywhere = !wish->pid,
			.child = next->target != next->pid,
			.question = next->number,
		};

		if (wish->pid ? wish->pid == next->target : !place.child)
			dt_gather(&place, &entry, &wish->desc);
	}
}

static void *answer(void *argument)
{
	struct dt_follow *follow = argument;
	struct dtrace_ioc_user_next next = {0};

	while (!ioctl(follow->driver, DTRACEIOC_USERNEXT, &next) || errno == EINTR) {
		struct dt_maps maps = {0};
		struct dt_object *object;

		if (dt_maps_read(&maps, next.pid))
			continue; /* it has ended */
		object = open_mapped(&maps, next.start);
		if (object)
			look_at(follow, &next, object);
		dt_object_close(object);
		dt_maps_free(&maps);
	}
	return NULL;
}

/* Signals are the main thread's. */
static int start(struct dt_follow *follow)
{
	sigset_t all, before;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = pthread_create(&follow->thread, NULL, answer, follow);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	follow->running = !error;
	return error;
}

/* --- the main thread ----------------------------------------------------------------------------- */

static int watch(const struct dt_follow *follow, pid_t pid)
{
	struct dtrace_ioc_user_watch request = {.pid = pid};

	return ioctl(follow->driver, DTRACEIOC_USERWATCH, &request) ? errno : 0;
}

static bool is_known(struct dt_follow *follow, pid_t pid, const struct dtrace_probe_desc *pattern)
{
	for (const struct wish *wish = wishes_of(follow); wish; wish = wish->next)
		if (wish->pid == pid && !memcmp(&wish->desc, pattern, sizeof(*pattern)))
			return true;
	return false;
}

void dt_follow_add(struct dt_follow *follow, pid_t pid, const struct dtrace_probe_desc *pattern)
{
	struct wish *wish;
	int error = 0;

	if (is_known(follow, pid, pattern))
		return;
	wish = calloc(1, sizeof(*wish));
	if (!wish)
		return;
	wish->pid = pid;
	wish->desc = *pattern;
	pthread_mutex_lock(&follow->lock);
	wish->next = follow->wishes;
	follow->wishes = wish;
	pthread_mutex_unlock(&follow->lock);
	error = watch(follow, pid);
	if (!error && !follow->running)
		error = start(follow);
	if (error)
		dt_gather_complain("what is loaded later will have no probes", strerror(error));
}

struct dt_follow *dt_follow_open(int driver)
{
	struct dt_follow *follow = calloc(1, sizeof(*follow));

	if (!follow)
		return NULL;
	follow->driver = driver;
	pthread_mutex_init(&follow->lock, NULL);
	return follow;
}

void dt_follow_close(struct dt_follow *follow)
{
	if (follow->running) {
		watch(follow, -1);
		pthread_join(follow->thread, NULL);
	}
	while (follow->wishes) {
		const struct wish *wish = follow->wishes;

		follow->wishes = wish->next;
		free((void *)wish);
	}
	pthread_mutex_destroy(&follow->lock);
	free(follow);
}
