/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Why a description of the pid provider, "pid123:object:function:name", matches nothing: which part
 * of it is at fault, as the classic tags tell. What is a pattern, and what a process may still
 * load, is nobody's fault; then the caller says just that nothing matches.
 */
#include "dt_errtags.h"
#include "dt_impl.h"
#include "dt_pdesc.h"
#include "user/dt_user.h"
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define OFFSETS_MAX 65536

static bool is_pattern(const char *text)
{
	return !*text || strpbrk(text, "*?[\\");
}

static bool all_of(const char *text, const char *characters)
{
	return *text && !text[strspn(text, characters)];
}

static int blame(struct dt_pdesc_blame *blame, int tag, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	vsnprintf(blame->message, sizeof(blame->message), format, list);
	va_end(list);
	return tag;
}

/* --- the process ------------------------------------------------------------------ */

static int check_process(struct dtrace_hdl *hdl, const char *digits, pid_t *pid,
			 struct dt_pdesc_blame *to)
{
	bool process = !strcmp(hdl->backend->name, "process");
	unsigned long number;

	errno = 0;
	number = strtoul(digits, NULL, 10);
	*pid = (pid_t)number;
	if (errno || !number || number > INT32_MAX)
		return blame(to, D_PROC_BADPID, "invalid process id in pid%s%s", digits,
			     !strcmp(digits, "0") ? ": without -c and -p there is no $target" : "");
	if (kill(*pid, 0) && errno == ESRCH)
		return blame(to, D_PROC_GRAB, "failed to grab process %d: there is none",
			     (int)*pid);
	if (process && hdl->no_target)
		return blame(to, D_PROC_GRAB, "failed to grab process %d: %s", (int)*pid,
			     hdl->no_target);
	if (process && *pid != hdl->target)
		return blame(to, D_PROC_GRAB,
			     "failed to grab process %d: without the driver only processes given with "
			     "-p or -c are traced",
			     (int)*pid);
	return D_UNKNOWN;
}

/* --- its objects ------------------------------------------------------------------ */

static bool is_main(pid_t pid, ino_t inode)
{
	char path[64];
	struct stat program;

	snprintf(path, sizeof(path), "/proc/%d/exe", (int)pid);
	return !stat(path, &program) && program.st_ino == inode;
}

static struct dt_object *open_mapped(const struct dt_maps *maps, const struct dt_mapping *mapping,
				     const char *name)
{
	struct dt_object *object = NULL;
	char why[256];
	int file = mapping->executable ? dt_mapping_open(maps, mapping) : -1;

	if (file >= 0) {
		object = dt_object_open_file(file, mapping->path, why, sizeof(why));
		close(file);
	}
	if (!object || dt_object_matches(object, name, is_main(maps->pid, object->inode)))
		return object;
	dt_object_close(object);
	return NULL;
}

/* NULL: it has none of that name; *files is how many it has. */
static struct dt_object *find_object(pid_t pid, const char *name, size_t *files)
{
	struct dt_object *object = NULL;
	struct dt_maps maps = {0};

	*files = 0;
	if (dt_maps_read(&maps, pid))
		return NULL;
	for (size_t i = 0; i < maps.count && !object; i++) {
		*files += maps.list[i].executable && maps.list[i].path[0] == '/';
		object = open_mapped(&maps, &maps.list[i], name);
	}
	dt_maps_free(&maps);
	return object;
}

/* --- the function and the place in it ------------------------------------------------- */

static bool is_hexadecimal(const char *text)
{
	return all_of(text, "0123456789abcdefABCDEF");
}

static bool begins_instruction(const struct dt_object *object, const struct dt_function *function,
			       uint64_t offset)
{
	uint32_t *offsets = malloc(OFFSETS_MAX * sizeof(*offsets));
	const char *why;
	int count = 0;
	bool found;

	if (offsets)
		count = dt_function_instructions(object, function, offsets, OFFSETS_MAX, &why);
	found = count <= 0 || count > OFFSETS_MAX; /* who knows */
	for (int i = 0; i < count && !found; i++)
		found = offsets[i] == offset;
	free(offsets);
	return found;
}

static int check_place(const struct dt_object *object, const struct dtrace_probe_desc *desc,
		       struct dt_pdesc_blame *to)
{
	uint64_t offset = strtoull(desc->name, NULL, 16);
	const struct dt_function *function;

	if (is_pattern(desc->function) || !strcmp(desc->function, "-"))
		return D_UNKNOWN;
	function = dt_object_function(object, desc->function);
	if (!function)
		return blame(to, D_PROC_FUNC, "failed to find function %s in %s of process %s",
			     desc->function, desc->module, desc->provider + strlen("pid"));
	if (!is_hexadecimal(desc->name))
		return D_UNKNOWN;
	if (offset >= function->size)
		return blame(to, D_PROC_OFF, "offset 0x%s is outside of function %s", desc->name,
			     desc->function);
	if (!begins_instruction(object, function, offset))
		return blame(to, D_PROC_ALIGN,
			     "offset 0x%s of function %s is not the start of an instruction",
			     desc->name, desc->function);
	return D_UNKNOWN;
}

static int check_object(pid_t pid, const struct dtrace_probe_desc *desc, struct dt_pdesc_blame *to)
{
	struct dt_object *object;
	size_t files;
	int tag;

	if (is_pattern(desc->module))
		return D_UNKNOWN;
	object = find_object(pid, desc->module, &files);
	if (!object && files > 2) /* or it has not begun to load */
		return blame(to, D_PROC_LIB, "process %d has no object %s", (int)pid, desc->module);
	if (!object)
		return D_UNKNOWN;
	tag = check_place(object, desc, to);
	dt_object_close(object);
	return tag;
}

int dt_pdesc_blame_pid(struct dtrace_hdl *hdl, const struct dtrace_probe_desc *desc,
		       struct dt_pdesc_blame *to)
{
	pid_t pid;
	int tag;

	if (strncmp(desc->provider, "pid", 3) || !all_of(desc->provider + 3, "0123456789"))
		return D_UNKNOWN;
	tag = check_process(hdl, desc->provider + 3, &pid, to);
	if (tag != D_UNKNOWN)
		return tag;
	if (!is_pattern(desc->name) && strcmp(desc->name, "entry") &&
	    strcmp(desc->name, "return") && !is_hexadecimal(desc->name))
		return blame(to, D_PROC_NAME,
			     "invalid probe name %s: it is entry, return or an offset in hexadecimal",
			     desc->name);
	return check_object(pid, desc, to);
}
