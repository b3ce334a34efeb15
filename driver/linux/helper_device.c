/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * /dev/dtrace/helper: processes tell of their own static probes. Anybody may open it; a call
 * concerns the calling process only, and the open file holds nothing.
 */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#include <dtrace/helper.h>

#include "../providers/user.h"
#include "host_parts.h"

static long add_dof(const void __user *argument)
{
	struct dof_helper helper;

	if (copy_from_user(&helper, argument, sizeof(helper)))
		return -EFAULT;
	return user_helper_add(&helper);
}

static long remove_dof(unsigned long generation)
{
	if (generation == 0 || generation > INT_MAX)
		return -EINVAL;
	return user_process_remove(current->tgid, generation);
}

static long helper_control(struct file *file, unsigned int command, unsigned long argument)
{
	switch (command) {
	case DTRACEHIOC_ADDDOF:
		return add_dof((const void __user *)argument);
	case DTRACEHIOC_REMOVE:
		return remove_dof(argument);
	default:
		return -ENOTTY;
	}
}

/* The structure has one layout for all callers; only the pointer is narrower. */
static long helper_control_32(struct file *file, unsigned int command, unsigned long argument)
{
	return helper_control(file, command, (u32)argument);
}

static const struct file_operations operations = {
	.owner = THIS_MODULE,
	.open = nonseekable_open,
	.unlocked_ioctl = helper_control,
	.compat_ioctl = helper_control_32,
};

static struct miscdevice device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "dtrace-helper",
	.nodename = "dtrace/helper",
	.mode = 0666,
	.fops = &operations,
};

int helper_device_start(void)
{
	return misc_register(&device);
}

void helper_device_stop(void)
{
	misc_deregister(&device);
}
