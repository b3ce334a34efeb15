/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Facts on the current thread, for D's built-in variables. Probe context:
 * reads fields, takes no lock, calls no kernel function. Numbers are those of the initial
 * namespaces. In an interrupt "the current thread" is the interrupted one, except for
 * the key of thread-local variables: those must not mix with the thread's.
 */
#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/nospec.h>
#include <linux/nsproxy.h>
#include <linux/pid_namespace.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/utsname.h>
#include <asm/word-at-a-time.h>

#include "../core/host.h"

enum interrupt_class { THREAD, SOFT_INTERRUPT, HARD_INTERRUPT, NMI };

static enum interrupt_class interrupt_class(void)
{
	if (preempt_count() & NMI_MASK)
		return NMI;
	if (preempt_count() & HARDIRQ_MASK)
		return HARD_INTERRUPT;
	/* Serving, not merely disabled: that adds an even multiple. */
	if (softirq_count() & SOFTIRQ_OFFSET)
		return SOFT_INTERRUPT;
	return THREAD;
}

uint64_t host_thread(void)
{
	return (uint64_t)current;
}

/*
 * The low 24 bits tell living threads and CPUs apart: a thread's number (at most 2^22), or bit 22 and
 * the CPU for its idle thread, or bit 23 and the CPU for an interrupt. Above them the time the
 * thread was made, so that a later one with the same number does not inherit its variables.
 */
uint64_t host_thread_key(void)
{
	enum interrupt_class class = interrupt_class();

	BUILD_BUG_ON(PID_MAX_LIMIT > 1 << 22);
	BUILD_BUG_ON(NR_CPUS > 1 << 22);
	if (class != THREAD)
		return (uint64_t)class << 24 | 1 << 23 | raw_smp_processor_id();
	if (current->pid == 0)
		return 1 << 22 | raw_smp_processor_id();
	return current->start_time >> 10 << 24 | current->pid;
}

int32_t host_pid(void)
{
	return current->tgid;
}

int32_t host_tid(void)
{
	return current->pid;
}

/* real_parent is freed after an RCU grace period, and interrupts are off. */
static const struct task_struct *parent_of(const struct task_struct *task)
{
	return (const struct task_struct *)READ_ONCE(task->real_parent);
}

int32_t host_ppid(void)
{
	return parent_of(current)->tgid;
}

uint32_t host_uid(void)
{
	return __kuid_val(current_cred()->uid);
}

uint32_t host_gid(void)
{
	return __kgid_val(current_cred()->gid);
}

/*
 * A Linux thread keeps no errno: it exists in the return value of the system call, and the
 * syscall provider hands it in with the firing. Everywhere else there is none.
 */
int32_t host_errno(void)
{
	return 0;
}

uint32_t host_ipl(void)
{
	return interrupt_class();
}

static size_t copy_text(char *to, const char *from, size_t size)
{
	size_t i = 0;

	if (size == 0)
		return 0;
	while (i < size - 1 && from[i])
		to[i] = from[i], i++;
	to[i] = '\0';
	return i;
}

/* A word of text with what is behind a NUL in it made zero; its bytes before that. */
static inline unsigned int clean_word(u64 *word)
{
	const struct word_at_a_time constants = WORD_AT_A_TIME_CONSTANTS;
	unsigned long bits;

	if (!has_zero(*word, &bits, &constants))
		return sizeof(*word);
	bits = create_zero_mask(prep_zero_mask(*word, bits, &constants));
	*word &= zero_bytemask(bits);
	return find_zero(bits);
}

/* Word by word: somebody may be giving the thread another name, so each is read once. */
size_t host_execname(char *to, size_t size)
{
	const u64 *from = (const u64 *)current->comm;
	u64 words[TASK_COMM_LEN / sizeof(u64)];
	unsigned int length;

	BUILD_BUG_ON(sizeof(words) != 16);
	if (size < sizeof(words))
		return copy_text(to, current->comm, size);
	words[0] = READ_ONCE(from[0]);
	words[1] = READ_ONCE(from[1]) & ~0ull >> 8;
	length = clean_word(&words[0]);
	if (length == sizeof(u64))
		length += clean_word(&words[1]);
	else
		words[1] = 0;
	memcpy(to, words, sizeof(words));
	return length;
}

/* A container is told by its namespaces; its name is its host name, as container tools set it. */
void host_zonename(char *to, size_t size)
{
	const struct nsproxy *namespaces = READ_ONCE(current->nsproxy);
	const char *name = "global";

	if (namespaces && namespaces->pid_ns_for_children != &init_pid_ns &&
	    namespaces->uts_ns != &init_uts_ns)
		name = namespaces->uts_ns->name.nodename;
	copy_text(to, name, min_t(size_t, size, __NEW_UTS_LEN + 1));
}

/* The argument strings lie one behind the other in the process' memory. */
void host_execargs(char *to, size_t size)
{
	const struct mm_struct *mm = current->mm;
	size_t i, length;

	if (size == 0)
		return;
	to[0] = '\0';
	if (!mm || mm->arg_end <= mm->arg_start)
		return;
	length = min_t(size_t, size, mm->arg_end - mm->arg_start);
	if (host_load_user(to, mm->arg_start, length)) {
		to[0] = '\0';
		return;
	}
	for (i = 0; i + 1 < length; i++) {
		if (to[i] == '\0')
			to[i] = ' ';
	}
	to[length - 1] = '\0';
}

bool host_progenyof(int32_t pid)
{
	const struct task_struct *task = current;
	/* Nobody's line is that long; a bound, as it may change under us. */
	unsigned int generations = 4096;

	for (; generations; generations--, task = parent_of(task)) {
		if (task->tgid == pid)
			return true;
		if (task->pid == 0 || task == parent_of(task))
			return false;
	}
	return false;
}

/* Interrupts are off: the table, which another thread may replace, and the file stay as RCU has them. */
int host_file(int32_t descriptor, uint64_t *file)
{
	const struct files_struct *files = READ_ONCE(current->files);
	const struct fdtable *table;

	*file = 0;
	if (!files)
		return 0;
	table = rcu_dereference_raw(files->fdt);
	if (descriptor < 0 || (unsigned int)descriptor >= table->max_fds)
		return 0;
	descriptor = array_index_nospec(descriptor, table->max_fds);
	*file = (uint64_t)rcu_dereference_raw(table->fd[descriptor]);
	return 0;
}
