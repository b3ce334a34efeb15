/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The fake host of fake_host.h. Probe context may be entered by several threads, each on a CPU of
 * its own. */
#include "fake_host.h"
#include "../../driver/core/objects.h"
#include <dtrace/registers.h>

#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define TIMERS 16

struct fake_host fake;
static __thread unsigned int this_cpu;
static unsigned int depth[FAKE_CPUS]; /* of probe context */

struct host_timer {
	int cpu;
	void (*function)(void *argument, struct dtrace_firing *firing);
	void *argument;
};
static struct host_timer *timers[TIMERS];

void fake_reset(void)
{
	memset(&fake, 0, sizeof(fake));
	fake.now = 1000000000000;
	fake.wall = 1600000000000000000ull;
	fake.allocation_limit = -1;
	fake.allocation_largest = 64 << 20;
	fake.thread_key = 77;
	fake.pid = 100;
	fake.tid = 101;
	fake.ppid = 1;
	fake.uid = 1000;
	fake.gid = 1001;
	fake.frames = 3;
	this_cpu = 0;
}

void fake_set_cpu(unsigned int cpu)
{
	this_cpu = cpu;
}

/* --- memory ------------------------------------------------------------ */

void *host_alloc(size_t size)
{
	void *memory = NULL;

	if (fake.allocation_limit == 0 || size > fake.allocation_largest) {
		fake.allocation_failed = true;
		return NULL;
	}
	if (fake.allocation_limit > 0)
		fake.allocation_limit--;
	if (posix_memalign(&memory, 64, size != 0 ? size : 1) != 0)
		return NULL;
	memset(memory, 0, size);
	__atomic_add_fetch(&fake.allocations, 1, __ATOMIC_RELAXED);
	return memory;
}

void host_free(void *memory)
{
	if (memory != NULL)
		__atomic_sub_fetch(&fake.allocations, 1, __ATOMIC_RELAXED);
	free(memory);
}

/* --- CPUs -------------------------------------------------------------- */

unsigned int host_cpus(void)
{
	return FAKE_CPUS;
}

bool host_cpu_online(unsigned int cpu)
{
	return !fake.offline[cpu];
}

unsigned long host_probe_enter(void)
{
	__atomic_add_fetch(&depth[this_cpu], 1, __ATOMIC_SEQ_CST);
	return this_cpu;
}

void host_probe_exit(unsigned long cookie)
{
	__atomic_sub_fetch(&depth[cookie], 1, __ATOMIC_SEQ_CST);
}

unsigned int host_cpu(void)
{
	return this_cpu;
}

int host_call_cpu(unsigned int cpu, void (*function)(void *argument), void *argument)
{
	unsigned int before = this_cpu;

	if (fake.offline[cpu])
		return -ENXIO;
	fake.calls[cpu]++;
	this_cpu = cpu;
	function(argument);
	this_cpu = before;
	return 0;
}

void host_synchronize(void)
{
	unsigned int cpu;

	fake.synchronized++;
	for (cpu = 0; cpu < FAKE_CPUS; cpu++)
		while (__atomic_load_n(&depth[cpu], __ATOMIC_SEQ_CST) != 0)
			sched_yield();
}

/* --- locks ------------------------------------------------------------- */

struct host_mutex {
	pthread_mutex_t mutex;
	bool held;
};

struct host_mutex *host_mutex_create(const char *name)
{
	struct host_mutex *mutex = host_alloc(sizeof(*mutex));

	if (mutex != NULL)
		pthread_mutex_init(&mutex->mutex, NULL);
	return mutex;
}

void host_mutex_destroy(struct host_mutex *mutex)
{
	pthread_mutex_destroy(&mutex->mutex);
	host_free(mutex);
}

void host_mutex_lock(struct host_mutex *mutex)
{
	pthread_mutex_lock(&mutex->mutex);
	mutex->held = true;
}

void host_mutex_unlock(struct host_mutex *mutex)
{
	mutex->held = false;
	pthread_mutex_unlock(&mutex->mutex);
}

bool host_mutex_held(struct host_mutex *mutex)
{
	return mutex->held;
}

/* --- timers ------------------------------------------------------------ */

struct host_timer *host_timer_start(int cpu, uint64_t interval,
				    void (*function)(void *argument, struct dtrace_firing *firing),
				    void *argument)
{
	struct host_timer *timer;
	unsigned int i;

	for (i = 0; i < TIMERS && timers[i] != NULL; i++)
		;
	if (i == TIMERS || interval < 1000 || (timer = host_alloc(sizeof(*timer))) == NULL)
		return NULL;
	*timer = (struct host_timer){cpu, function, argument};
	timers[i] = timer;
	return timer;
}

void host_timer_stop(struct host_timer *timer)
{
	unsigned int i;

	for (i = 0; i < TIMERS; i++)
		if (timers[i] == timer)
			timers[i] = NULL;
	host_free(timer);
}

unsigned int fake_run_timers(void)
{
	unsigned int before = this_cpu, i, count = 0;
	struct dtrace_firing firing;

	memset(&firing, 0, sizeof(firing));
	for (i = 0; i < TIMERS; i++) {
		if (timers[i] == NULL || fake.offline[timers[i]->cpu])
			continue;
		this_cpu = (unsigned int)timers[i]->cpu;
		timers[i]->function(timers[i]->argument, &firing);
		count++;
	}
	this_cpu = before;
	return count;
}

/* --- time -------------------------------------------------------------- */

uint64_t host_time(void)
{
	return __atomic_add_fetch(&fake.now, fake.tick, __ATOMIC_RELAXED);
}

uint64_t host_wall_time(void)
{
	return fake.wall;
}

/* --- memory of others -------------------------------------------------- */

static uint8_t *inside(uint8_t *space, uint64_t base, uint64_t address, size_t size)
{
	if (address < base || address - base > FAKE_SPACE || size > FAKE_SPACE - (address - base))
		return NULL;
	return space + (address - base);
}

static int load(void *to, const uint8_t *from, size_t size)
{
	if (from == NULL)
		return -EFAULT;
	memcpy(to, from, size);
	return 0;
}

int host_load(void *to, uint64_t address, size_t size)
{
	return load(to, inside(fake.kernel, FAKE_KERNEL, address, size), size);
}

int host_load_user(void *to, uint64_t address, size_t size)
{
	return load(to, inside(fake.user, FAKE_USER, address, size), size);
}

int host_store_user(uint64_t address, const void *from, size_t size)
{
	uint8_t *to = inside(fake.user, FAKE_USER, address, size);

	if (to == NULL)
		return -EFAULT;
	memcpy(to, from, size);
	return 0;
}

/*
 * The caller of a control command is the test itself. Its memory may be slow to come, so nothing
 * that others wait for may be held meanwhile.
 */
static void check_unlocked(void)
{
	HOST_ASSERT(!host_mutex_held(dtrace_engine.mutex));
}

int host_copy_in(void *to, uint64_t address, size_t size)
{
	check_unlocked();
	if (address < 4096)
		return -EFAULT;
	memcpy(to, (const void *)(uintptr_t)address, size);
	return 0;
}

int host_copy_out(uint64_t address, const void *from, size_t size)
{
	check_unlocked();
	if (address < 4096)
		return -EFAULT;
	if (fake.copying != NULL)
		fake.copying();
	memcpy((void *)(uintptr_t)address, from, size);
	return 0;
}

/* --- the current thread ------------------------------------------------ */

uint64_t host_thread(void)
{
	return FAKE_KERNEL;
}

uint64_t host_thread_key(void)
{
	return fake.thread_key + this_cpu;
}

int32_t host_pid(void)
{
	return fake.pid;
}

int32_t host_tid(void)
{
	return fake.tid;
}

int32_t host_ppid(void)
{
	return fake.ppid;
}

uint32_t host_uid(void)
{
	return fake.uid;
}

uint32_t host_gid(void)
{
	return fake.gid;
}

int32_t host_errno(void)
{
	return fake.last_errno;
}

uint32_t host_ipl(void)
{
	return fake.ipl;
}

uint64_t host_vtime(void)
{
	return fake.now / 2;
}

size_t host_execname(char *to, size_t size)
{
	snprintf(to, size, "fakeexec");
	return strlen(to);
}

void host_zonename(char *to, size_t size)
{
	snprintf(to, size, "global");
}

void host_execargs(char *to, size_t size)
{
	snprintf(to, size, "fakeexec -x one two");
}

bool host_progenyof(int32_t pid)
{
	return pid == fake.pid || pid == fake.ppid;
}

/* --- stacks and registers ---------------------------------------------- */

static unsigned int frames(uint64_t *pcs, unsigned int limit, uint64_t first)
{
	unsigned int i;

	for (i = 0; i < limit; i++)
		pcs[i] = i < fake.frames ? first + i : 0;
	return fake.frames < limit ? fake.frames : limit;
}

unsigned int host_stack(const struct dtrace_firing *firing, uint64_t *pcs, unsigned int limit)
{
	return frames(pcs, limit, 0x1000);
}

unsigned int host_user_stack(const struct dtrace_firing *firing, uint64_t *pcs, unsigned int limit)
{
	return frames(pcs, limit, 0x2000);
}

unsigned int host_user_frames(const struct dtrace_firing *firing, uint64_t *pcs, uint64_t *stack,
			      unsigned int limit)
{
	frames(stack, limit, 0x7000);
	return frames(pcs, limit, 0x2000);
}

struct dtrace_helper *host_helper(unsigned int index)
{
	return index < FAKE_HELPERS ? fake.helpers[index] : NULL;
}

uint64_t host_caller(const struct dtrace_firing *firing)
{
	return 0x1001;
}

void host_user_address(uint64_t address)
{
}

uint64_t host_user_caller(const struct dtrace_firing *firing)
{
	return 0x2001;
}

int host_user_register(const struct dtrace_firing *firing, unsigned int index, uint64_t *value)
{
	*value = 0x200 + index;
	return index < DTRACE_REGISTERS ? 0 : -EINVAL;
}

int host_register(const struct dtrace_firing *firing, unsigned int index, uint64_t *value)
{
	*value = 0x100 + index;
	return index < 16 ? 0 : -EINVAL;
}

/* --- destructive actions ----------------------------------------------- */

int host_stop_thread(void)
{
	fake.stopped++;
	return 0;
}

int host_raise(int signal)
{
	fake.raised = signal;
	return 0;
}

int host_breakpoint(void)
{
	fake.breakpoints++;
	return 0;
}

const char *host_refuses(unsigned int action)
{
	return NULL;
}

int host_panic(void)
{
	fake.panics++;
	return -ENOTSUP;
}

void host_spin(uint64_t ns)
{
	fake.spun += ns;
	fake.now += ns;
}

int host_lock_state(enum host_lock_query query, uint64_t address, uint64_t *value)
{
	if (address != FAKE_KERNEL)
		return -ENOTSUP;
	*value = (uint64_t)query + 1;
	return 0;
}

int host_file(int32_t descriptor, uint64_t *file)
{
	*file = descriptor == 3 ? FAKE_KERNEL : 0;
	return descriptor == 4 ? -ENOTSUP : 0;
}

int host_path(uint64_t path, char *to, size_t size)
{
	if (path != FAKE_KERNEL)
		return -EFAULT;
	return snprintf(to, size, "/fake/path");
}

/* --- last words -------------------------------------------------------- */

void host_log(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(fake.log, sizeof(fake.log), format, arguments);
	va_end(arguments);
}

void host_deadman(uint32_t consumer)
{
	fake.deadman++;
}

void host_assert_failed(const char *expression, const char *file, int line)
{
	fprintf(stderr, "# %s:%d: assertion failed: %s\n", file, line, expression);
	abort();
}

const char *host_name(void)
{
	return "process";
}

const char *host_kernel(void)
{
	return "";
}

const char *host_release(void)
{
	return "fake";
}
