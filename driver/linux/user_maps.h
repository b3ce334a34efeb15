/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Where the code of processes was, for consumers that name addresses of processes which have ended.
 */
#ifndef DTRACE_LINUX_USER_MAPS_H
#define DTRACE_LINUX_USER_MAPS_H

#include <dtrace/ioctl.h>
#include <linux/list.h>

/* A consumer's; zeros: it does not ask. */
struct user_maps_reader {
	struct list_head link;
	bool reads;
	u64 next; /* number of the mapping it has not seen */
};

/* From now on there is something to read. Thread context, as the next two. 0 or negative errno. */
int user_maps_begin(struct user_maps_reader *reader);
/* Fills request->buffer with what is new. 0 or negative errno. */
int user_maps_read(struct user_maps_reader *reader, struct dtrace_ioc_user_maps *request);
void user_maps_end(struct user_maps_reader *reader);

/* An address of the current process is recorded. Any context, NMI too. */
void user_maps_note(void);

#endif
