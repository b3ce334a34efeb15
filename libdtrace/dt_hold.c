/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Letting a started command run to where its probes are to be made (dt_hold.h): a breakpoint
 * instruction in its own copy of the text, taken away again before anybody looks.
 *
 * preinit is the dynamic linker's _dl_debug_state(), which it calls when the list of libraries is
 * consistent (r_state of _r_debug is 0), before it runs any of their initialisers. main() is found
 * by its symbol or, in a program without symbols, as what the code at the entry hands to the C
 * library: the first argument of a call that points into the program's own text.
 *
 * A child that an initialiser forks has the breakpoint too: it is taken out there, and the child
 * let go. Its own threads are left alone: they run none of these places.
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dt_hold.h"
#include "user/dt_user.h"

#define INT3	    0xcc
#define CODE_SEGMENT_64 0x33
#define R_STATE	    24	/* offset of r_state in struct r_debug */
#define ENTRY_STEPS 64	/* instructions from the entry to the call with main(), at most */
#define STATE_STEPS 16	/* calls of _dl_debug_state() before the list is consistent */

enum stop {
	STOP_THERE, /* at the breakpoint */
	STOP_EXEC,  /* at the end of another exec */
	STOP_END,   /* at its own end */
	STOP_GONE
};

/* What the process runs, as it stands at its exec. */
struct image {
	pid_t pid;
	uint64_t entry, linker; /* AT_ENTRY, AT_BASE (0: static) */
	struct dt_maps maps;
};

/* --- memory ----------------------------------------------------------------------- */

static bool peek(pid_t pid, uint64_t address, uint64_t *word)
{
	errno = 0;
	*word = (uint64_t)ptrace(PTRACE_PEEKTEXT, pid, (void *)address, NULL);
	return !errno;
}

static bool poke(pid_t pid, uint64_t address, uint64_t word)
{
	return !ptrace(PTRACE_POKETEXT, pid, (void *)address, (void *)word);
}

/* --- running ---------------------------------------------------------------------- */

static bool wait_for_stop(pid_t pid, int *status)
{
	pid_t got;

	do
		got = waitpid(pid, status, __WALL);
	while (got < 0 && errno == EINTR);
	return got == pid && WIFSTOPPED(*status);
}

static void free_child(pid_t pid, bool own_memory, uint64_t address, uint64_t text)
{
	unsigned long child;
	int status;

	if (ptrace(PTRACE_GETEVENTMSG, pid, NULL, &child) || !wait_for_stop((pid_t)child, &status))
		return;
	if (own_memory)
		poke((pid_t)child, address, text);
	ptrace(PTRACE_DETACH, (pid_t)child, NULL, NULL);
}

static bool stands_behind(pid_t pid, uint64_t address)
{
	struct user_regs_struct registers;

	return !ptrace(PTRACE_GETREGS, pid, NULL, &registers) && registers.rip == address + 1;
}

/* Until the breakpoint at `address`, under which `text` was. Signals are its own affair. */
static enum stop go_on(pid_t pid, uint64_t address, uint64_t text)
{
	int status, event;
	long signal = 0;

	for (;;) {
		if (ptrace(PTRACE_CONT, pid, NULL, (void *)signal) || !wait_for_stop(pid, &status))
			return STOP_GONE;
		event = status >> 16;
		if (event == PTRACE_EVENT_EXIT || event == PTRACE_EVENT_EXEC)
			return event == PTRACE_EVENT_EXEC ? STOP_EXEC : STOP_END;
		if (event == PTRACE_EVENT_FORK || event == PTRACE_EVENT_VFORK)
			free_child(pid, event == PTRACE_EVENT_FORK, address, text);
		signal = event ? 0 : WSTOPSIG(status);
		if (signal == SIGTRAP && stands_behind(pid, address))
			return STOP_THERE;
	}
}

static bool step(pid_t pid)
{
	int status;

	return !ptrace(PTRACE_SINGLESTEP, pid, NULL, NULL) && wait_for_stop(pid, &status) &&
	       status >> 16 == 0 && WSTOPSIG(status) == SIGTRAP;
}

static enum stop run_to(pid_t pid, uint64_t address)
{
	struct user_regs_struct registers;
	enum stop stop;
	uint64_t text;

	if (ptrace(PTRACE_GETREGS, pid, NULL, &registers))
		return STOP_GONE;
	if (registers.rip == address && !step(pid))
		return STOP_END;
	if (!peek(pid, address, &text) || !poke(pid, address, (text & ~0xffull) | INT3))
		return STOP_GONE;
	stop = go_on(pid, address, text);
	if (stop != STOP_THERE)
		return stop; /* the text went with the program */
	if (!poke(pid, address, text) || ptrace(PTRACE_GETREGS, pid, NULL, &registers))
		return STOP_GONE;
	registers.rip = address;
	return ptrace(PTRACE_SETREGS, pid, NULL, &registers) ? STOP_GONE : STOP_THERE;
}

/* --- where ------------------------------------------------------------------------ */

static bool is_64bit(pid_t pid)
{
	struct user_regs_struct registers;

	return !ptrace(PTRACE_GETREGS, pid, NULL, &registers) && registers.cs == CODE_SEGMENT_64;
}

static bool read_image(struct image *image)
{
	char path[64];
	uint64_t words[2 * 64];
	ssize_t size;
	int file;

	snprintf(path, sizeof(path), "/proc/%d/auxv", (int)image->pid);
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	size = read(file, words, sizeof(words));
	close(file);
	for (ssize_t i = 0; i + 2 <= size / 8; i += 2) {
		if (words[i] == AT_ENTRY)
			image->entry = words[i + 1];
		if (words[i] == AT_BASE)
			image->linker = words[i + 1];
	}
	return image->entry && !dt_maps_read(&image->maps, image->pid);
}

static struct dt_object *object_at(const struct image *image, uint64_t address, uint64_t *bias)
{
	const struct dt_mapping *mapping = dt_maps_at(&image->maps, address);
	int file = mapping ? dt_mapping_open(&image->maps, mapping) : -1;
	struct dt_object *object;
	char why[256];

	if (file < 0)
		return NULL;
	object = dt_object_open_file(file, mapping->path, why, sizeof(why));
	close(file);
	if (!object || dt_mapping_bias(mapping, object, bias))
		return object;
	dt_object_close(object);
	return NULL;
}

static enum stop run_to_preinit(const struct image *image)
{
	uint64_t bias, call, list = 0, state = 0;
	struct dt_object *linker = object_at(image, image->linker, &bias);
	bool found = linker && dt_object_symbol(linker, "_dl_debug_state", &call);
	bool has_list = found && dt_object_symbol(linker, "_r_debug", &list);
	enum stop stop = STOP_THERE;

	dt_object_close(linker);
	if (!found) /* a linker of its own kind: when it is done */
		return run_to(image->pid, image->entry);
	for (int i = 0; i < STATE_STEPS && stop == STOP_THERE; i++) {
		stop = run_to(image->pid, call + bias);
		if (stop != STOP_THERE || !has_list ||
		    !peek(image->pid, list + bias + R_STATE, &state) || !(uint32_t)state)
			break;
	}
	return stop;
}

/* call rel32, call r/m64, behind any prefixes. */
static bool is_call(uint64_t text)
{
	const unsigned char *bytes = (const unsigned char *)&text;
	unsigned int i = 0;

	while (i < 4 && (bytes[i] == 0x66 || bytes[i] == 0x67 || bytes[i] == 0xf2 ||
			 bytes[i] == 0xf3 || (bytes[i] & 0xf0) == 0x40))
		i++;
	return bytes[i] == 0xe8 || (bytes[i] == 0xff && (bytes[i + 1] >> 3 & 7) == 2);
}

/* main() as the code at the entry hands it over; 0: it cannot be told. The process has gone on. */
static uint64_t main_of_entry(const struct image *image)
{
	const struct dt_mapping *own = dt_maps_at(&image->maps, image->entry), *target;
	struct user_regs_struct registers;
	uint64_t text;

	if (!own || run_to(image->pid, image->entry) != STOP_THERE)
		return 0;
	for (int i = 0; i < ENTRY_STEPS; i++) {
		if (ptrace(PTRACE_GETREGS, image->pid, NULL, &registers) ||
		    !peek(image->pid, registers.rip, &text))
			return 0;
		target = is_call(text) ? dt_maps_at(&image->maps, registers.rdi) : NULL;
		if (target && target->executable && target->inode == own->inode &&
		    target->device == own->device)
			return registers.rdi;
		if (!step(image->pid))
			return 0;
	}
	return 0;
}

static uint64_t main_symbol(const struct image *image)
{
	uint64_t bias, address = 0;
	struct dt_object *program = object_at(image, image->entry, &bias);
	const struct dt_function *function = program ? dt_object_function(program, "main") : NULL;

	if (function && !function->indirect)
		address = function->address + bias;
	dt_object_close(program);
	return address;
}

/* --- holding ------------------------------------------------------------------------ */

static int answer(enum stop stop)
{
	return stop == STOP_GONE ? -1 : stop != STOP_EXEC;
}

static int hold_at_main(const struct image *image, bool must, char *message, size_t size)
{
	uint64_t address = main_symbol(image);

	if (!address)
		address = main_of_entry(image);
	if (address)
		return answer(run_to(image->pid, address));
	snprintf(message, size,
		 "its main() cannot be found: it has no symbols and its start is none of the C "
		 "library's; use -x evaltime=exec");
	return must ? -1 : 1;
}

static int hold(struct image *image, enum dt_evaltime when, char *message, size_t size)
{
	bool must = when == DT_EVALTIME_POSTINIT || when == DT_EVALTIME_MAIN;

	if (!is_64bit(image->pid) || !read_image(image)) {
		snprintf(message, size, "it is not a 64-bit program; use -x evaltime=exec");
		return must ? -1 : 0;
	}
	if (image->linker && !must)
		return answer(run_to_preinit(image));
	if (when == DT_EVALTIME_PREINIT) /* it has nothing to map */
		return 0;
	return hold_at_main(image, must, message, size);
}

int dt_hold(pid_t pid, enum dt_evaltime when, long options, char *message, size_t size)
{
	long meanwhile = PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_TRACEFORK |
			 PTRACE_O_TRACEVFORK | (options & PTRACE_O_EXITKILL);
	struct image image = {.pid = pid};
	int result;

	if (when == DT_EVALTIME_EXEC)
		return 0;
	snprintf(message, size, "it ended before it could be held");
	ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)meanwhile);
	result = hold(&image, when, message, size);
	ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)options);
	dt_maps_free(&image.maps);
	return result;
}
