/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * CPU hotplug, suspend, reboot. See hotplug.h.
 *
 * While a CPU comes up or goes down all sites are suspended: from PREPARE (on a CPU that is up) to
 * ONLINE (when the new one can take breakpoints), and from ONLINE's teardown to PREPARE's. Going
 * down needs it because an offline CPU keeps the IDT it had, and a machine check or an NMI still
 * reaches it: that must be the kernel's table, not one of ours that may be freed.
 *
 * The kernel calls us with its hotplug lock held for writing; we take the site lock under it. The
 * listener is called from a work item, without.
 */
#include <linux/cpuhotplug.h>
#include <linux/cpumask.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/percpu.h>
#include <linux/reboot.h>
#include <linux/string.h>
#include <linux/suspend.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "hotplug.h"
#include "proc.h"
#include "site.h"
#include "trap.h"

static int prepare_state, online_state;

static DEFINE_MUTEX(listener_lock); /* guards the listener and its calls */
static void (*listener)(unsigned int cpu, bool online);
static struct cpumask told_online; /* what the listener knows */
static struct cpumask came;	   /* those that came up since the listener was told of them */

static void tell_of(unsigned int cpu, bool online)
{
	if (cpumask_test_cpu(cpu, &told_online) == online)
		return;
	cpumask_clear_cpu(cpu, &told_online);
	if (online)
		cpumask_set_cpu(cpu, &told_online);
	if (listener)
		listener(cpu, online);
}

/* A CPU may have gone and come back before this runs: it is told as that, not as nothing. */
static void tell(struct work_struct *work)
{
	unsigned int cpu;

	mutex_lock(&listener_lock);
	for_each_possible_cpu(cpu) {
		if (cpumask_test_and_clear_cpu(cpu, &came))
			tell_of(cpu, false);
		tell_of(cpu, cpu_online(cpu));
	}
	mutex_unlock(&listener_lock);
}

static DECLARE_WORK(tell_work, tell);

void hotplug_listen(void (*changed)(unsigned int cpu, bool online))
{
	mutex_lock(&listener_lock);
	listener = changed;
	mutex_unlock(&listener_lock);
}

/* Sites are suspended on behalf of this CPU. */
static DEFINE_PER_CPU(bool, moving);

static void moves(unsigned int cpu)
{
	if (per_cpu(moving, cpu))
		return;
	per_cpu(moving, cpu) = true;
	sites_suspend();
}

static void has_moved(unsigned int cpu)
{
	if (per_cpu(moving, cpu)) {
		per_cpu(moving, cpu) = false;
		sites_resume();
	}
	schedule_work(&tell_work);
}

static int cpu_prepare(unsigned int cpu)
{
	moves(cpu);
	return 0;
}

/* It is up, or it could not be taken down. */
static int cpu_came(unsigned int cpu)
{
	proc_event(PROC_EVENT_CPU, cpu, 1);
	cpumask_set_cpu(cpu, &came);
	has_moved(cpu);
	return 0;
}

static int cpu_goes(unsigned int cpu)
{
	proc_event(PROC_EVENT_CPU, cpu, 0);
	moves(cpu);
	return 0;
}

/* It is down, or it did not come up. */
static int cpu_dead(unsigned int cpu)
{
	has_moved(cpu);
	return 0;
}

/* Between PREPARE and POST all processors but one are taken down and the rest sleeps in firmware.
 */
static int on_power(struct notifier_block *block, unsigned long event, void *unused)
{
	switch (event) {
	case PM_HIBERNATION_PREPARE:
	case PM_SUSPEND_PREPARE:
	case PM_RESTORE_PREPARE:
		sites_suspend();
		return NOTIFY_OK;
	case PM_POST_HIBERNATION:
	case PM_POST_SUSPEND:
	case PM_POST_RESTORE:
		sites_resume();
		return NOTIFY_OK;
	default:
		return NOTIFY_DONE;
	}
}

/* There is no way back, so nothing resumes. */
static int on_reboot(struct notifier_block *block, unsigned long event, void *unused)
{
	sites_suspend();
	return NOTIFY_OK;
}

/*
 * kvm_intel records the IDT when it starts, and every VM exit loads what it has recorded. LIVE: one
 * that was starting when we were loaded, and is on no list of living modules until then.
 */
static int on_module(struct notifier_block *block, unsigned long event, void *data)
{
	const struct module *module = data;

	if ((event != MODULE_STATE_COMING && event != MODULE_STATE_LIVE) ||
	    strcmp(module->name, "kvm_intel"))
		return NOTIFY_DONE;
	trap_leave_idt();
	return NOTIFY_OK;
}

static struct notifier_block power_block = {.notifier_call = on_power};
static struct notifier_block reboot_block = {.notifier_call = on_reboot, .priority = INT_MAX};
static struct notifier_block module_block = {.notifier_call = on_module, .priority = INT_MAX};

/*
 * ONLINE is there first and goes last: a CPU that starts in between is then not suspended for ever.
 */
static int watch_cpus(void)
{
	int state;

	cpumask_copy(&told_online, cpu_online_mask);
	cpumask_clear(&came);
	state = cpuhp_setup_state_nocalls(CPUHP_AP_ONLINE_DYN, "dtrace:online", cpu_came, cpu_goes);
	if (state < 0)
		return state;
	online_state = state;
	state = cpuhp_setup_state_nocalls(CPUHP_BP_PREPARE_DYN, "dtrace:prepare", cpu_prepare,
					  cpu_dead);
	if (state < 0) {
		cpuhp_remove_state_nocalls(online_state);
		cancel_work_sync(&tell_work);
		return state;
	}
	prepare_state = state;
	return 0;
}

static void unwatch_cpus(void)
{
	cpuhp_remove_state_nocalls(prepare_state);
	cpuhp_remove_state_nocalls(online_state);
	cancel_work_sync(&tell_work);
}

int hotplug_start(void)
{
	int error = watch_cpus();

	if (error)
		return error;
	error = register_pm_notifier(&power_block);
	if (error)
		goto no_power;
	error = register_reboot_notifier(&reboot_block);
	if (error)
		goto no_reboot;
	error = register_module_notifier(&module_block);
	if (error)
		goto no_module;
	/* It may have come between the choice of the trap and now. */
	if (trap_idt_is_reloaded())
		trap_leave_idt();
	return 0;

no_module:
	unregister_reboot_notifier(&reboot_block);
no_reboot:
	unregister_pm_notifier(&power_block);
no_power:
	unwatch_cpus();
	return error;
}

void hotplug_stop(void)
{
	unregister_module_notifier(&module_block);
	unregister_reboot_notifier(&reboot_block);
	unregister_pm_notifier(&power_block);
	unwatch_cpus();
}
