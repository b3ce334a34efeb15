/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Built-in variables: a table row each. Probe context. What a consumer may not see reads as 0 or
 * "".
 */
#include "run.h"

static uint64_t string_from(struct dtrace_run *run, void (*fill)(char *, size_t))
{
	size_t size = run->state->strsize;
	char *to = dtrace_scratch(run, size);

	if (to == NULL)
		return 0;
	to[0] = '\0';
	fill(to, size);
	to[size - 1] = '\0';
	dtrace_scratch_release(run, (size_t)((uint8_t *)to - run->local->scratch) + strlen(to) + 1);
	return (uintptr_t)to;
}

static bool kernel_allowed(const struct dtrace_run *run)
{
	return run->state->privileges & DTRACE_PRIVILEGE_KERNEL;
}

static uint64_t curthread(struct dtrace_run *run)
{
	return kernel_allowed(run) ? host_thread() : 0;
}

static uint64_t vtimestamp(struct dtrace_run *run)
{
	return host_vtime();
}

static uint64_t walltimestamp(struct dtrace_run *run)
{
	if (run->wall == 0)
		run->wall = host_wall_time();
	return run->wall;
}

static uint64_t ipl(struct dtrace_run *run)
{
	return host_ipl();
}

static uint64_t epid(struct dtrace_run *run)
{
	return run->ecb->epid;
}

static uint64_t probe_id(struct dtrace_run *run)
{
	return run->probe->id;
}

static uint64_t argument(struct dtrace_run *run, unsigned int index)
{
	const struct dtrace_firing *firing = run->firing;
	const struct dtrace_provider *provider = run->probe->provider;

	if (index < firing->args && index < DTRACE_ARGS_MAX)
		return firing->arg[index];
	/* A helper's arguments (ustack.c) are not the probe's. */
	if (provider->ops->argument == NULL || run->local == &run->cpu->helper)
		return 0;
	return provider->ops->argument(provider->data, run->probe->id, run->probe->data, firing,
				       index);
}

typedef unsigned int stack_walk(const struct dtrace_firing *, uint64_t *, unsigned int);

static uint64_t depth_of(struct dtrace_run *run, stack_walk *walk)
{
	size_t mark = dtrace_scratch_mark(run);
	uint64_t *frames = dtrace_scratch(run, DTRACE_FRAMES_MAX * sizeof(uint64_t));
	unsigned int depth = 0;

	if (frames != NULL)
		depth = walk(run->firing, frames, DTRACE_FRAMES_MAX);
	dtrace_scratch_release(run, mark);
	return depth;
}

static uint64_t stackdepth(struct dtrace_run *run)
{
	return kernel_allowed(run) ? depth_of(run, host_stack) : 0;
}

static uint64_t ustackdepth(struct dtrace_run *run)
{
	return depth_of(run, host_user_stack);
}

static uint64_t caller(struct dtrace_run *run)
{
	if (!kernel_allowed(run))
		return 0;
	return run->firing->caller != 0 ? run->firing->caller : host_caller(run->firing);
}

static uint64_t ucaller(struct dtrace_run *run)
{
	return host_user_caller(run->firing);
}

static uint64_t name_of(struct dtrace_run *run, enum dtrace_part part)
{
	return (uintptr_t)run->probe->names[part]->text;
}

static uint64_t probeprov(struct dtrace_run *run)
{
	return name_of(run, PART_PROVIDER);
}

static uint64_t probemod(struct dtrace_run *run)
{
	return name_of(run, PART_MODULE);
}

static uint64_t probefunc(struct dtrace_run *run)
{
	return name_of(run, PART_FUNCTION);
}

static uint64_t probename(struct dtrace_run *run)
{
	return name_of(run, PART_NAME);
}

static uint64_t pid(struct dtrace_run *run)
{
	return (uint64_t)(int64_t)host_pid();
}

static uint64_t tid(struct dtrace_run *run)
{
	return (uint64_t)(int64_t)host_tid();
}

static uint64_t ppid(struct dtrace_run *run)
{
	return (uint64_t)(int64_t)host_ppid();
}

static uint64_t uid(struct dtrace_run *run)
{
	return host_uid();
}

static uint64_t gid(struct dtrace_run *run)
{
	return host_gid();
}

static uint64_t error_number(struct dtrace_run *run)
{
	int32_t error = run->firing->error != 0 ? run->firing->error : host_errno();

	return (uint64_t)(int64_t)error;
}

static uint64_t execname(struct dtrace_run *run)
{
	size_t size = run->state->strsize;
	char *to = dtrace_scratch(run, size);

	if (to == NULL)
		return 0;
	dtrace_scratch_release(run, (size_t)((uint8_t *)to - run->local->scratch) +
					    host_execname(to, size) + 1);
	return (uintptr_t)to;
}

static uint64_t zonename(struct dtrace_run *run)
{
	return string_from(run, host_zonename);
}

static uint64_t execargs(struct dtrace_run *run)
{
	return string_from(run, host_execargs);
}

static uint64_t jailname(struct dtrace_run *run)
{
	return dtrace_string_result(run, "", 0);
}

static uint64_t jid(struct dtrace_run *run)
{
	return 0;
}

static uint64_t cpu(struct dtrace_run *run)
{
	return run->cpu_number;
}

typedef uint64_t builtin(struct dtrace_run *run);

/* ORDER DIF_VAR, from DIF_VAR_CURTHREAD; arg0 .. arg9 are not here. */
static builtin *const builtins[] = {
	[DIF_VAR_CURTHREAD - DIF_VAR_CURTHREAD] = curthread,
	[DIF_VAR_TIMESTAMP - DIF_VAR_CURTHREAD] = dtrace_run_time,
	[DIF_VAR_VTIMESTAMP - DIF_VAR_CURTHREAD] = vtimestamp,
	[DIF_VAR_IPL - DIF_VAR_CURTHREAD] = ipl,
	[DIF_VAR_EPID - DIF_VAR_CURTHREAD] = epid,
	[DIF_VAR_ID - DIF_VAR_CURTHREAD] = probe_id,
	[DIF_VAR_STACKDEPTH - DIF_VAR_CURTHREAD] = stackdepth,
	[DIF_VAR_CALLER - DIF_VAR_CURTHREAD] = caller,
	[DIF_VAR_PROBEPROV - DIF_VAR_CURTHREAD] = probeprov,
	[DIF_VAR_PROBEMOD - DIF_VAR_CURTHREAD] = probemod,
	[DIF_VAR_PROBEFUNC - DIF_VAR_CURTHREAD] = probefunc,
	[DIF_VAR_PROBENAME - DIF_VAR_CURTHREAD] = probename,
	[DIF_VAR_PID - DIF_VAR_CURTHREAD] = pid,
	[DIF_VAR_TID - DIF_VAR_CURTHREAD] = tid,
	[DIF_VAR_EXECNAME - DIF_VAR_CURTHREAD] = execname,
	[DIF_VAR_ZONENAME - DIF_VAR_CURTHREAD] = zonename,
	[DIF_VAR_WALLTIMESTAMP - DIF_VAR_CURTHREAD] = walltimestamp,
	[DIF_VAR_USTACKDEPTH - DIF_VAR_CURTHREAD] = ustackdepth,
	[DIF_VAR_UCALLER - DIF_VAR_CURTHREAD] = ucaller,
	[DIF_VAR_PPID - DIF_VAR_CURTHREAD] = ppid,
	[DIF_VAR_UID - DIF_VAR_CURTHREAD] = uid,
	[DIF_VAR_GID - DIF_VAR_CURTHREAD] = gid,
	[DIF_VAR_ERRNO - DIF_VAR_CURTHREAD] = error_number,
	[DIF_VAR_EXECARGS - DIF_VAR_CURTHREAD] = execargs,
	[DIF_VAR_JID - DIF_VAR_CURTHREAD] = jid,
	[DIF_VAR_JAILNAME - DIF_VAR_CURTHREAD] = jailname,
	[DIF_VAR_CPU - DIF_VAR_CURTHREAD] = cpu,
};

static bool is_argument(uint32_t id)
{
	return id >= DIF_VAR_ARG0 && id <= DIF_VAR_ARG9;
}

bool dtrace_builtin_known(uint32_t id)
{
	if (is_argument(id))
		return true;
	return id >= DIF_VAR_CURTHREAD && id - DIF_VAR_CURTHREAD < DTRACE_COUNT(builtins) &&
	       builtins[id - DIF_VAR_CURTHREAD] != NULL;
}

uint64_t dtrace_builtin(struct dtrace_run *run, uint32_t id)
{
	if (is_argument(id))
		return argument(run, id - DIF_VAR_ARG0);
	return builtins[id - DIF_VAR_CURTHREAD](run);
}

uint32_t dtrace_builtin_text(struct dtrace_run *run, uint32_t id, char *to, uint32_t size)
{
	const struct dtrace_name *name;
	uint32_t length;

	if (id == DIF_VAR_EXECNAME)
		return (uint32_t)host_execname(to, size) + 1;
	if (id < DIF_VAR_PROBEPROV || id > DIF_VAR_PROBENAME)
		return 0;
	name = run->probe->names[PART_PROVIDER + id - DIF_VAR_PROBEPROV];
	length = DTRACE_MIN(name->length, size - 1);
	memcpy(to, name->text, length);
	to[length] = '\0';
	return length + 1;
}

uint64_t dtrace_builtin_array(struct dtrace_run *run, uint32_t id, uint64_t index)
{
	uint64_t value = 0;
	int error;

	if (index > UINT32_MAX)
		return dtrace_fault(run, DTRACEFLT_ILLOP, index);
	if (id == DIF_VAR_ARGS)
		return argument(run, (unsigned int)index);
	if (id == DIF_VAR_REGS && !kernel_allowed(run))
		return 0;
	error = id == DIF_VAR_REGS ? host_register(run->firing, (unsigned int)index, &value)
				   : host_user_register(run->firing, (unsigned int)index, &value);
	return error == 0 ? value : dtrace_fault(run, DTRACEFLT_ILLOP, index);
}
