/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * /dev/dtrace/dtrace: each open file is a consumer of the engine. Thread context.
 *
 * Kernel tracing shows everything, so the device is for CAP_SYS_ADMIN alone, until the
 * administrator gives it to a group (chgrp and chmod g+rw, by hand or by a udev rule:
 * doc/LINUX.md). Members see all there is to see, but cannot act: destructive actions stay with
 * CAP_SYS_ADMIN, and destructive=0 takes them from everybody. Permissions count only where the
 * administrator sets them, on the machine's own devtmpfs: not those of a node that somebody has
 * made elsewhere, in a container for example.
 *
 * The open file holds a reference
 * to the module, so rmmod is refused until the last consumer is gone; and
 * when one dies, however it dies, the kernel closes its files and the engine ends its tracing.
 *
 * Anonymous tracing: `dtrace -A` leaves its programs as the firmware file of this device. Found
 * when the module loads (from the initramfs, which carries firmware along with a module, or from
 * the root file system), they begin to run at once, as a consumer without a file, until `dtrace -a`
 * claims it. It holds no reference: rmmod ends it.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/firmware.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uidgid.h>
#include <linux/uaccess.h>

#include "../core/engine.h"
#include "../core/host.h"
#include "../providers/user.h"
#include "mutex.h"
#include "host_parts.h"
#include "user_maps.h"
#include "proc.h"

static struct dt_mutex opening; /* consumers and what runs while there are any */
static unsigned int consumers;
static bool anonymous_counts; /* the anonymous consumer is one of them */

static bool anonymous = true;
module_param(anonymous, bool, 0400);
MODULE_PARM_DESC(anonymous, "run the programs that dtrace -A has saved (0: leave them alone, this time)");

static bool destructive = true;
module_param(destructive, bool, 0400);
MODULE_PARM_DESC(destructive,
		 "allow destructive actions to those who ask for them with -w (0: to nobody)");

#define ANONYMOUS_FILE "dtrace/anonymous.dof"
MODULE_FIRMWARE(ANONYMOUS_FILE);
static unsigned int requesters; /* consumers that have asked for user probes */

static int first_consumer(void)
{
	int error = 0;

	dt_mutex_lock(&opening);
	if (consumers == 0)
		error = vtime_start();
	if (!error)
		consumers++;
	dt_mutex_unlock(&opening);
	return error;
}

static void last_consumer(void)
{
	dt_mutex_lock(&opening);
	if (--consumers == 0)
		vtime_stop();
	dt_mutex_unlock(&opening);
}

/* Claimed: it lives on in the claimer, which counts itself. */
static void settle_anonymous(void)
{
	bool over;

	dt_mutex_lock(&opening);
	over = anonymous_counts && !dtrace_anonymous_waits();
	if (over)
		anonymous_counts = false;
	dt_mutex_unlock(&opening);
	if (over)
		last_consumer();
}

/* An open file. */
struct consumer {
	struct dtrace_state *state;
	bool user_probes; /* it has made some */
	struct user_watch *watch; /* of processes, or NULL */
	struct user_maps_reader maps;
};

/* The file's permissions were checked before we were called: whether a group's count. */
static bool is_given_to_group(const struct inode *inode)
{
	return !gid_eq(inode->i_gid, GLOBAL_ROOT_GID) && (inode->i_mode & 0060) == 0060 &&
	       in_group_p(inode->i_gid) && !strcmp(inode->i_sb->s_type->name, "devtmpfs");
}

/* To anybody. */
static unsigned int privileges_allowed(void)
{
	return destructive ? DTRACE_PRIVILEGE_ALL
			   : DTRACE_PRIVILEGE_ALL & ~DTRACE_PRIVILEGE_DESTRUCTIVE;
}

/* What the caller may do; 0: nothing. */
static unsigned int privileges_of_caller(const struct inode *inode)
{
	if (capable(CAP_SYS_ADMIN))
		return privileges_allowed();
	return is_given_to_group(inode) ? DTRACE_PRIVILEGE_ALL & ~DTRACE_PRIVILEGE_DESTRUCTIVE : 0;
}

static int open_state(unsigned int privileges, struct consumer **made)
{
	struct consumer *consumer = kzalloc(sizeof(*consumer), GFP_KERNEL);
	int error;

	if (!consumer)
		return -ENOMEM;
	error = dtrace_state_open(privileges, &consumer->state);
	if (error)
		kfree(consumer);
	else
		*made = consumer;
	return error;
}

static int device_open(struct inode *inode, struct file *file)
{
	unsigned int privileges = privileges_of_caller(inode);
	struct consumer *consumer;
	int error;

	if (!privileges)
		return -EPERM;
	error = first_consumer();
	if (error)
		return error;
	error = open_state(privileges, &consumer);
	if (error) {
		last_consumer();
		return error;
	}
	file->private_data = consumer;
	proc_event(PROC_EVENT_STATE, (unsigned long)consumer->state, 1);
	return nonseekable_open(inode, file);
}

/*
 * Probes one consumer has asked for another may be about to enable: so the last of those who asked
 * takes away what is not enabled.
 */
static void forget_user_probes(struct consumer *consumer)
{
	bool last;

	if (!consumer->user_probes)
		return;
	dt_mutex_lock(&opening);
	last = --requesters == 0;
	dt_mutex_unlock(&opening);
	if (last)
		user_processes_sweep();
}

static long request_user_probes(struct consumer *consumer, unsigned long argument)
{
	struct dtrace_ioc_user_probes *request = kmalloc(sizeof(*request), GFP_KERNEL);
	void __user *user = (void __user *)argument;
	long error = -ENOMEM;

	if (!request)
		return error;
	dt_mutex_lock(&opening);
	requesters += !consumer->user_probes;
	consumer->user_probes = true;
	dt_mutex_unlock(&opening);
	error = copy_from_user(request, user, sizeof(*request)) ? -EFAULT :
								  user_request(request, consumer->watch);
	if (copy_to_user(user, request, sizeof(*request)))
		error = -EFAULT;
	kfree(request);
	return error;
}

static int make_watch(struct consumer *consumer)
{
	int error = 0;

	dt_mutex_lock(&opening);
	if (!consumer->watch)
		WRITE_ONCE(consumer->watch, user_watch_new());
	if (!consumer->watch)
		error = -ENOMEM;
	dt_mutex_unlock(&opening);
	return error;
}

static long watch_users(struct consumer *consumer, unsigned long argument)
{
	struct dtrace_ioc_user_watch request;
	struct pid *process = NULL;
	int error = make_watch(consumer);

	if (error)
		return error;
	if (copy_from_user(&request, (void __user *)argument, sizeof(request)))
		return -EFAULT;
	if (request.pid < 0) {
		user_watch_end(consumer->watch);
		return 0;
	}
	if (request.pid > 0) {
		process = find_get_pid(request.pid);
		if (!process)
			return -ESRCH;
	}
	error = user_watch_add(consumer->watch, process);
	put_pid(process);
	return error;
}

static long next_user(struct consumer *consumer, unsigned long argument)
{
	struct user_watch *watch = READ_ONCE(consumer->watch);
	struct dtrace_ioc_user_next next;
	void __user *user = (void __user *)argument;
	long error;

	if (!watch)
		return -EINVAL;
	if (copy_from_user(&next, user, sizeof(next)))
		return -EFAULT;
	error = user_watch_next(watch, &next);
	if (!error && copy_to_user(user, &next, sizeof(next)))
		error = -EFAULT;
	return error;
}

static long read_maps(struct consumer *consumer, unsigned long argument)
{
	struct dtrace_ioc_user_maps request;
	void __user *user = (void __user *)argument;
	long error = user_maps_begin(&consumer->maps);

	if (!error && copy_from_user(&request, user, sizeof(request)))
		error = -EFAULT;
	if (!error)
		error = user_maps_read(&consumer->maps, &request);
	if (!error && copy_to_user(user, &request, sizeof(request)))
		error = -EFAULT;
	return error;
}

static int device_release(struct inode *inode, struct file *file)
{
	struct consumer *consumer = file->private_data;

	settle_anonymous();
	if (consumer->watch)
		user_watch_free(consumer->watch);
	user_maps_end(&consumer->maps);
	dtrace_state_close(consumer->state);
	forget_user_probes(consumer);
	last_consumer();
	proc_event(PROC_EVENT_STATE, (unsigned long)consumer->state, 0);
	kfree(consumer);
	return 0;
}

static long device_control(struct file *file, unsigned int command, unsigned long argument)
{
	struct consumer *consumer = file->private_data;

	switch (command) {
	case DTRACEIOC_USERPROBES:
		return request_user_probes(consumer, argument);
	case DTRACEIOC_USERWATCH:
		return watch_users(consumer, argument);
	case DTRACEIOC_USERNEXT:
		return next_user(consumer, argument);
	case DTRACEIOC_USERMAPS:
		return read_maps(consumer, argument);
	default:
		return dtrace_control(consumer->state, command, argument);
	}
}

/* The structures have one layout for all callers; only the pointer is narrower. */
static long device_control_32(struct file *file, unsigned int command, unsigned long argument)
{
	return device_control(file, command, (u32)argument);
}

static const struct file_operations operations = {
	.owner = THIS_MODULE,
	.open = device_open,
	.release = device_release,
	.unlocked_ioctl = device_control,
	.compat_ioctl = device_control_32,
};

static struct miscdevice device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "dtrace",
	.nodename = "dtrace/dtrace",
	.mode = 0600,
	.fops = &operations,
};

static void run_anonymous(const struct firmware *file)
{
	char message[256] = "";
	int error = first_consumer();

	if (!error) {
		anonymous_counts = true;
		error = dtrace_anonymous_start(privileges_allowed(), file->data, file->size,
					       message, sizeof(message));
		settle_anonymous();
	}
	if (error)
		pr_err("the anonymous programs in /lib/firmware/" ANONYMOUS_FILE " do not run: %s (error %d)\n",
		       message[0] ? message : "the engine refuses them", error);
	else
		pr_info("anonymous tracing has begun: dtrace -a shows it\n");
}

/* Whatever is wrong with it, the driver loads. */
static void start_anonymous(void)
{
	const struct firmware *file;

	if (!anonymous || request_firmware_direct(&file, ANONYMOUS_FILE, device.this_device))
		return;
	run_anonymous(file);
	release_firmware(file);
}

int device_start(void)
{
	int error;

	dt_mutex_init(&opening, "consumers");
	error = misc_register(&device);
	if (error)
		dt_mutex_destroy(&opening);
	else
		start_anonymous();
	return error;
}

void device_stop(void)
{
	misc_deregister(&device);
	dtrace_anonymous_stop();
	settle_anonymous();
	dt_mutex_destroy(&opening);
}
