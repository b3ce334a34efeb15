/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * plocks: a program that takes locks of the C library, prints their addresses first:
 *
 *	plain	taken and given back 3 times, and once by a second thread that has to wait for it;
 *		tried once in vain
 *	again	a recursive mutex, taken twice by the same thread
 *	spun	an adaptive mutex, taken by a second thread that has to wait for it
 *	rw	taken twice for reading at the same time, then for writing by a second thread that
 *		has to wait for it
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static pthread_mutex_t plain = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t again = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static pthread_mutex_t spun = PTHREAD_ADAPTIVE_MUTEX_INITIALIZER_NP;
static pthread_rwlock_t rw = PTHREAD_RWLOCK_INITIALIZER;

static void *take_plain(void *unused)
{
	pthread_mutex_lock(&plain);
	pthread_mutex_unlock(&plain);
	return unused;
}

static void *take_spun(void *unused)
{
	pthread_mutex_lock(&spun);
	pthread_mutex_unlock(&spun);
	return unused;
}

static void *write_rw(void *unused)
{
	pthread_rwlock_wrlock(&rw);
	pthread_rwlock_unlock(&rw);
	return unused;
}

static void *try_plain(void *unused)
{
	if (pthread_mutex_trylock(&plain) == 0)
		exit(1);
	return unused;
}

/* Long enough for it to find the lock taken. */
static pthread_t begin(void *(*what)(void *))
{
	const struct timespec time = {.tv_nsec = 200000000};
	pthread_t thread;

	pthread_create(&thread, NULL, what, NULL);
	nanosleep(&time, NULL);
	return thread;
}

int main(void)
{
	pthread_t thread;

	printf("plain %p\nagain %p\nspun %p\nrw %p\n", (void *)&plain, (void *)&again,
	       (void *)&spun, (void *)&rw);
	fflush(stdout);
	for (int i = 0; i < 2; i++)
		take_plain(NULL);
	pthread_mutex_lock(&plain);
	pthread_join(begin(try_plain), NULL);
	thread = begin(take_plain);
	pthread_mutex_unlock(&plain);
	pthread_join(thread, NULL);

	pthread_mutex_lock(&again);
	pthread_mutex_lock(&again);
	pthread_mutex_unlock(&again);
	pthread_mutex_unlock(&again);

	pthread_mutex_lock(&spun);
	thread = begin(take_spun);
	pthread_mutex_unlock(&spun);
	pthread_join(thread, NULL);

	pthread_rwlock_rdlock(&rw);
	pthread_rwlock_rdlock(&rw);
	thread = begin(write_rw);
	pthread_rwlock_unlock(&rw);
	pthread_rwlock_unlock(&rw);
	pthread_join(thread, NULL);
	return 0;
}
