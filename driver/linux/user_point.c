/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* See user_point.h. */
#include "compat.h"
#include "user_point.h"

static bool filter(struct uprobe_consumer *consumer,
		   COMPAT_UPROBE_FILTER_CONTEXT struct mm_struct *mm)
{
	return user_point_reaches(container_of(consumer, struct user_point, consumer), mm);
}

static int handler(struct uprobe_consumer *consumer,
		   struct pt_regs *regs COMPAT_UPROBE_DATA_ARGUMENT)
{
	struct user_point *point = container_of(consumer, struct user_point, consumer);

	if (!user_point_reaches(point, current->mm))
		return UPROBE_HANDLER_REMOVE;
	user_point_hit(point, regs);
	return 0;
}

int user_point_arm(struct user_point *point)
{
	int error;

	point->consumer.handler = handler;
	point->consumer.filter = filter;
	error = compat_uprobe_register(point->inode, point->offset, point->counter,
				       &point->consumer, &point->uprobe);
	point->armed = !error;
	return error;
}

void user_point_disarm(struct user_point *point)
{
	if (!point->armed)
		return;
	point->armed = false;
	compat_uprobe_unregister(point->inode, point->offset, &point->consumer, point->uprobe);
}

void user_points_synchronize(void)
{
	compat_uprobe_synchronize();
}
