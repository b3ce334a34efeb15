/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * User stacks by call frame information, for code without frame pointers (-x ustackunwind=dwarf).
 * On the tracer, at the hit: the process is stopped and its memory is at hand, so nothing has to be
 * saved. Files are read once.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cfi.h"
#include "libdtrace/user/dt_user.h"
#include "process.h"
#include "process_maps.h"

static bool use_cfi;

void process_unwind_by_cfi(bool yes)
{
	use_cfi = yes;
}

static struct file {
	struct file *next;
	char *path;
	dev_t device;
	ino_t inode;
	struct dt_object *object;
	struct cfi *cfi;
} * files;

static struct file *open_file(const struct dt_maps *maps, const struct dt_mapping *mapping)
{
	struct file *entry = calloc(1, sizeof(*entry));
	char why[256];
	int file;

	if (!entry)
		return NULL;
	entry->path = strdup(mapping->path);
	entry->device = mapping->device;
	entry->inode = mapping->inode;
	file = dt_mapping_open(maps, mapping);
	if (file >= 0) {
		entry->object = dt_object_open_file(file, mapping->path, why, sizeof(why));
		entry->cfi = cfi_open(file);
		close(file);
	}
	entry->next = files;
	return files = entry;
}

static struct file *file_of(const struct dt_maps *maps, const struct dt_mapping *mapping)
{
	struct file *entry = files;

	while (entry && (entry->device != mapping->device || entry->inode != mapping->inode ||
			 !entry->path || strcmp(entry->path, mapping->path)))
		entry = entry->next;
	return entry ? entry : open_file(maps, mapping);
}

void process_unwind_free(void)
{
	while (files) {
		struct file *entry = files;

		files = entry->next;
		dt_object_close(entry->object);
		cfi_close(entry->cfi);
		free(entry->path);
		free(entry);
	}
}

static bool load(void *thread, uint64_t address, uint64_t *value)
{
	return !process_load(thread, value, address, sizeof(*value));
}

static bool step(struct process_thread *thread, uint64_t pc, struct cfi_frame *frame)
{
	pid_t pid = thread->process->pid;
	const struct dt_mapping *mapping;
	const struct dt_maps *maps;
	struct file *file;
	uint64_t bias;

	process_maps_see(pid, pc);
	maps = process_maps_with(pid, pc);
	mapping = maps ? dt_maps_at(maps, pc) : NULL;
	if (!mapping || mapping->path[0] != '/')
		return false;
	file = file_of(maps, mapping);
	return file && file->object && file->cfi && dt_mapping_bias(mapping, file->object, &bias) &&
	       cfi_step(file->cfi, pc, bias, frame, load, thread);
}

/* ORDER DWARF's numbers */
static void begin(const struct user_regs_struct *user, struct cfi_frame *frame)
{
	const uint64_t regs[CFI_REGISTERS] = {
		user->rax, user->rdx, user->rcx, user->rbx, user->rsi, user->rdi,
		user->rbp, user->rsp, user->r8,	 user->r9,  user->r10, user->r11,
		user->r12, user->r13, user->r14, user->r15, user->rip,
	};

	memcpy(frame->reg, regs, sizeof(regs));
	frame->known = (1u << CFI_REGISTERS) - 1;
}

/* Program counters into pcs[]: how many, 0 if this is not the way asked for or it is a 32-bit
 * program. */
unsigned int process_unwind(struct process_thread *thread, uint64_t *pcs, unsigned int limit)
{
	const struct user_regs_struct *user = process_registers(thread);
	struct cfi_frame frame;
	unsigned int count = 0;

	if (!use_cfi || !user || user->cs != 0x33)
		return 0;
	begin(user, &frame);
	while (count < limit && frame.reg[CFI_RIP]) {
		uint64_t stack = frame.reg[CFI_RSP];

		pcs[count++] = frame.reg[CFI_RIP];
		/* A return address is behind its call, perhaps in the next function. */
		if (!step(thread, frame.reg[CFI_RIP] - (count > 1), &frame) ||
		    frame.reg[CFI_RSP] <= stack)
			break;
	}
	return count;
}
