/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * driver/core/host.h for the kernel, the part that is a line or two each: memory,
 * processors, mutexes, time, words to the log. The rest: fault.c (memory of others), context.c
 * (current thread), vtime.c, stack.c, registers.c, timer.c, deferred.c (destructive actions),
 * lockstate.c, path.c.
 *
 * Time: ktime_get_mono_fast_ns() is NMI-safe by design, carries no ftrace nop (so it is never a
 * site) and agrees with what clock_gettime(CLOCK_MONOTONIC) tells applications, which a TSC
 * scale of our own would not. Where the clock source's read function can be probed (HPET, ACPI), a hit in
 * there is passed over: costly, not dangerous. Wall time is the same with another base.
 */
#include <dtrace/version.h>
#include <linux/cpumask.h>
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/timekeeping.h>
#include <linux/utsname.h>
#include <linux/vmalloc.h>

#include "../core/host.h"
#include "mutex.h"
#include "host_parts.h"
#include "proc.h"
#include "xcall.h"

/* --- memory ---------------------------------------------------------------------- */

#define CACHE_LINE 64

/*
 * Power-of-two objects and whole pages are aligned to their size, others need not be. Buffers may be
 * large: fail rather than have the kernel kill processes for them.
 */
void *host_alloc(size_t size)
{
	const gfp_t flags = GFP_KERNEL | __GFP_RETRY_MAYFAIL | __GFP_NOWARN;

	if (size > INT_MAX)
		return NULL;
	if (size >= CACHE_LINE && size < PAGE_SIZE)
		size = roundup_pow_of_two(size);
	else
		size = size < PAGE_SIZE ? size : PAGE_ALIGN(size);
	return kvzalloc(size, flags);
}

void host_free(void *memory)
{
	kvfree(memory);
}

/* --- processors --------------------------------------------------------------------- */

unsigned int host_cpus(void)
{
	return nr_cpu_ids;
}

bool host_cpu_online(unsigned int cpu)
{
	return cpu < nr_cpu_ids && cpu_online(cpu);
}

/* The raw forms: not traced, so the irqsoff tracer's hooks are not in the way. */
unsigned long host_probe_enter(void)
{
	unsigned long flags;

	raw_local_irq_save(flags);
	return flags;
}

void host_probe_exit(unsigned long cookie)
{
	raw_local_irq_restore(cookie);
}

unsigned int host_cpu(void)
{
	return raw_smp_processor_id();
}

int host_call_cpu(unsigned int cpu, void (*function)(void *), void *argument)
{
	return xcall(cpu, function, argument);
}

void host_synchronize(void)
{
	xcall_synchronize();
}

/* --- mutexes ---------------------------------------------------------------------------- */

struct host_mutex {
	struct dt_mutex mutex;
	struct lock_class_key key;
};

struct host_mutex *host_mutex_create(const char *name)
{
	struct host_mutex *mutex = kzalloc(sizeof(*mutex), GFP_KERNEL);

	if (!mutex)
		return NULL;
	lockdep_register_key(&mutex->key);
	dt_mutex_init_keyed(&mutex->mutex, name, &mutex->key);
	return mutex;
}

void host_mutex_destroy(struct host_mutex *mutex)
{
	if (!mutex)
		return;
	dt_mutex_destroy(&mutex->mutex);
	lockdep_unregister_key(&mutex->key);
	kfree(mutex);
}

void host_mutex_lock(struct host_mutex *mutex)
{
	dt_mutex_lock(&mutex->mutex);
}

void host_mutex_unlock(struct host_mutex *mutex)
{
	dt_mutex_unlock(&mutex->mutex);
}

bool host_mutex_held(struct host_mutex *mutex)
{
	return dt_mutex_held(&mutex->mutex);
}

/* --- time ----------------------------------------------------------------------------------- */

uint64_t host_time(void)
{
	return ktime_get_mono_fast_ns();
}

uint64_t host_wall_time(void)
{
	return ktime_get_real_fast_ns();
}

void host_spin(uint64_t ns)
{
	uint64_t start = host_time();

	while (host_time() - start < ns)
		cpu_relax();
}

/* --- words ------------------------------------------------------------------------------------ */

void host_log(const char *format, ...)
{
	struct va_format message = { .fmt = format };
	va_list list;

	va_start(list, format);
	message.va = &list;
	printk(KERN_INFO "dtrace: %pV\n", &message);
	va_end(list);
}

void host_deadman(uint32_t consumer)
{
	proc_event(PROC_EVENT_DEADMAN, consumer, 0);
}

const char *host_name(void)
{
	return "linux";
}

const char *host_kernel(void)
{
	return init_uts_ns.name.release;
}

const char *host_release(void)
{
	return DTRACE_RELEASE;
}
