/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Fuzz target: any text through the whole compiler, DOF included. The first byte chooses flags; a
 * handle serves a few hundred texts, so that what failed programs leave behind is tried as well.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "libdtrace/dt_impl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static dtrace_hdl_t *handle(void)
{
	static dtrace_hdl_t *hdl;
	static unsigned int uses;

	if (hdl && ++uses % 256)
		return hdl;
	dtrace_close(hdl);
	hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_NODEV | DTRACE_O_NOSYS, NULL);
	if (!hdl)
		abort();
	return hdl;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char *const arguments[] = {"fuzz", "1", "two", "3 4"};
	unsigned int cflags = DTRACE_C_NOLIBS | DTRACE_C_ARGREF;
	dtrace_hdl_t *hdl = handle();
	dtrace_prog_t *program;
	char *text;
	size_t dof_size;

	if (!size)
		return 0;
	text = strndup((const char *)data + 1, size - 1);
	if (!text)
		abort();
	if (data[0] & 8)
		cflags |= DTRACE_C_PSPEC | DTRACE_C_DEFARG;
	program = dtrace_program_strcompile(hdl, text, data[0] % 5, cflags, 4, arguments);
	if (program)
		dtrace_dof_destroy(hdl, dtrace_dof_create(hdl, program, &dof_size));
	else if (!dtrace_errno(hdl) || !*dtrace_errmsg(hdl, dtrace_errno(hdl)))
		abort(); /* every refusal says why */
	free(text);
	return 0;
}
