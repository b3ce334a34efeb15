/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The contract between the engine and providers.
 *
 * A provider registers, makes probes (at registration or when asked by `provide`), is told
 * which of them are wanted, and calls dtrace_fire() when one is hit.
 *
 * Locks: the engine's control lock is held around every callback but `argument`; callbacks may sleep and
 * may call dtrace_probe_create / dtrace_probe_lookup, never dtrace_provider_register / unregister.
 * Registration and probe creation outside a callback take the lock themselves
 * (dtrace_provider_register, dtrace_provider_lock/unlock around dtrace_probe_create).
 */
#ifndef DTRACE_CORE_PROVIDER_H
#define DTRACE_CORE_PROVIDER_H

#include <dtrace/ioctl.h>
#include <dtrace/probe.h>

struct dtrace_provider;

/*
 * What a provider knows about one hit. Lives on the firing CPU's stack.
 * Fields a provider does not know stay zero.
 */
struct dtrace_firing {
	uint64_t arg[DTRACE_ARGS_MAX];
	unsigned int args; /* how many of arg[] are set; others: ops->argument, else 0 */
	int32_t error;	   /* errno of the system call, in its return probe */
	const void *regs;  /* host's register frame of the interrupted or probed code; NULL: walk from here */
	uint64_t pc;	   /* probed or interrupted address */
	uint64_t caller;   /* return address of the probed function if known, else 0 */
	uint64_t cookie;   /* provider's own */
	uint64_t user_caller; /* return address of the probed function of a program if known, else 0 */
	/* regs are those of a helper that the probed code called: stacks begin with its caller. */
	bool through_helper;
};

/*
 * Set all but arg[], for a local variable with DTRACE_UNSET: clearing it whole takes too long, and arguments from
 * `args` on are never looked at.
 */
static inline void dtrace_firing_set(struct dtrace_firing *firing, unsigned int args,
				     const void *regs, uint64_t pc, uint64_t caller)
{
	firing->args = args;
	firing->error = 0;
	firing->regs = regs;
	firing->pc = pc;
	firing->caller = caller;
	firing->cookie = 0;
	firing->user_caller = 0;
	firing->through_helper = false;
}

struct dtrace_provider_ops {
	/* Make probes that `pattern` may mean (NULL: everything you have). Optional. */
	void (*provide)(void *data, const struct dtrace_probe_desc *pattern);
	/* First enabling of a probe and last disabling. enable returns 0 or a negative errno (the probe then stays off). */
	int (*enable)(void *data, dtrace_id_t id, void *probe_data);
	void (*disable)(void *data, dtrace_id_t id, void *probe_data);
	/*
	 * After a batch of enable/disable calls: make them real (patch text, start timers) at once.
	 * When it returns no disabled probe fires any more. Optional.
	 */
	int (*commit)(void *data);
	/* Type of argument `arg->index` into arg->native, translated, mapping (-1: none). Optional. */
	void (*argument_type)(void *data, dtrace_id_t id, void *probe_data,
			      struct dtrace_ioc_probearg *arg);
	/* Value of an argument not in firing->arg[]. Probe context. Optional. */
	uint64_t (*argument)(void *data, dtrace_id_t id, void *probe_data,
			     const struct dtrace_firing *firing, unsigned int index);
	/* The probe is gone for good: free probe_data. Optional. */
	void (*destroy)(void *data, dtrace_id_t id, void *probe_data);
};

/* *provider is valid on success. 0, -EEXIST, -ENOMEM, -EINVAL. */
int dtrace_provider_register(const char *name, const struct dtrace_provider_attributes *attributes,
			     const struct dtrace_provider_ops *ops, void *data,
			     struct dtrace_provider **provider);
/* Destroys all its probes. -EBUSY while one of them is enabled. */
int dtrace_provider_unregister(struct dtrace_provider *provider);

/* Hold the control lock over a series of creations outside a callback. */
void dtrace_provider_lock(void);
void dtrace_provider_unlock(void);

/*
 * Make a probe; the strings are copied. Returns its id, or DTRACE_ID_NONE when there is no memory or it
 * exists already. With the control lock held.
 */
dtrace_id_t dtrace_probe_create(struct dtrace_provider *provider, const char *module,
				const char *function, const char *name, void *probe_data);
/* Id of the provider's probe with exactly these names, or DTRACE_ID_NONE. With the lock held. */
dtrace_id_t dtrace_probe_lookup(struct dtrace_provider *provider, const char *module,
				const char *function, const char *name);
/* Remove probes (a kernel module went away): disables them, drops their ECBs' wish to fire; frees them. With the lock held. */
void dtrace_probe_destroy(struct dtrace_provider *provider, dtrace_id_t id);

/*
 * A provider found, in commit, that a probe it has enabled cannot fire, or not everywhere it should. The consumer is
 * told how many there are; why, the provider says elsewhere. With the lock held.
 */
void dtrace_probe_incomplete(dtrace_id_t id);

/*
 * A probe was hit. Any context but NMI-within-firing (a nested hit on the same CPU is dropped and counted).
 * Enters probe context itself. `firing` is not changed.
 */
void dtrace_fire(dtrace_id_t id, struct dtrace_firing *firing);
/*
 * The same for who is in probe context already and knows on which CPU (host_probe_enter, host_cpu). The handle is
 * good until ops->destroy is called for the probe; NULL: there is no such probe. With the lock held.
 */
struct dtrace_probe;
struct dtrace_probe *dtrace_probe_handle(dtrace_id_t id);
void dtrace_fire_probe(struct dtrace_probe *probe, unsigned int cpu, struct dtrace_firing *firing);
/* Is any consumer active that wants this probe? Cheap; for providers that would do work before firing. */
bool dtrace_probe_active(dtrace_id_t id);
/* Has any consumer a clause for it, running or not? With the lock held. */
bool dtrace_probe_wanted(dtrace_id_t id);

/* Does a part of a probe description mean this text? * ? [a-z] [!a-z]; not: "" is everything. [any] */
bool dtrace_glob(const char *text, const char *pattern);

#endif
