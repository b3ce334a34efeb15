/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Handles opened, used for everything and closed, one after the other, for a leak checker to watch: programs that
 * run, programs that are refused, a target, aggregations of every kind, speculations, a handle closed while tracing.
 */
#include <dtrace.h>
#include <stdlib.h>
#include <string.h>

static const char everything[] =
	"struct pair { int a; char b[8]; }; inline int twice[int n] = n * 2;"
	"translator struct pair < int n > { a = n; };"
	"struct pair kept; string names[int]; self int mine;"
	"BEGIN { kept.a = 3; names[1] = \"one\"; names[2] = strjoin(names[1], \"two\"); self->mine = twice[4];"
	"  this->s = speculation(); print(kept); printf(\"%s %d\\n\", names[2], (xlate <struct pair *>(7))->a); }"
	"BEGIN { speculate(this->s); trace(\"speculated\"); }"
	"BEGIN { commit(this->s); }"
	"BEGIN { @c[names[1]] = count(); @q = quantize(self->mine); @l = lquantize(5, 0, 10, 1); @a = avg(3);"
	"  @d = stddev(4); @ll = llquantize(5, 10, 0, 3, 10); @u[ustack(3)] = count(); printa(@c); normalize(@c, 2);"
	"  trunc(@a); self->mine = 0; names[1] = 0; if (pid) { trace(json(\"{\\\"a\\\":1}\", \"a\")); } }"
	"BEGIN { trace(*(int *)8); }"
	"tick-1ms /++n == 3/ { exit(0); }";

static const char *const refused[] = {
	"BEGIN { trace(nothing); }",
	"BEGIN { @ = lquantize(1, 2); ",
	"nosuch:::probe { }",
	"struct pair { int a; int a; }; BEGIN { }",
	"#pragma D option nosuch\nBEGIN { }",
	"BEGIN { x = 1; x.y = 2; }",
};

static int told(const dtrace_errdata_t *data, void *argument)
{
	(void)data;
	++*(int *)argument;
	return DTRACE_HANDLE_OK;
}

static int fail(dtrace_hdl_t *hdl, const char *what)
{
	fprintf(stderr, "%s: %s\n", what, dtrace_errmsg(hdl, dtrace_errno(hdl)));
	return 1;
}

static int run(dtrace_hdl_t *hdl, FILE *null, struct dtrace_proc *process)
{
	dtrace_workstatus_t status = DTRACE_WORKSTATUS_OKAY;

	if (dtrace_go(hdl))
		return fail(hdl, "go");
	if (process)
		dtrace_proc_continue(hdl, process);
	while (status == DTRACE_WORKSTATUS_OKAY) {
		dtrace_sleep(hdl);
		status = dtrace_work(hdl, null, NULL, NULL, NULL);
	}
	if (status == DTRACE_WORKSTATUS_ERROR || dtrace_aggregate_print(hdl, null, NULL))
		return fail(hdl, "work");
	return 0;
}

static int cycle(FILE *null, int with_target)
{
	char name[] = "/bin/true", *const words[] = {name, NULL};
	struct dtrace_proc *process = NULL;
	dtrace_prog_t *program;
	int error, errors = 0, status;
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_PROCESS, &error);

	if (!hdl)
		return fail(NULL, "open");
	dtrace_handle_err(hdl, told, &errors);
	dtrace_setopt(hdl, "bufsize", "64k");
	dtrace_setopt(hdl, "aggsize", "64k");
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (dtrace_program_strcompile(hdl, refused[i], DTRACE_PROBESPEC_NAME, 0, 0, NULL))
			return fail(hdl, refused[i]);
	if (with_target)
		process = dtrace_proc_create(hdl, name, words);
	if (with_target && !process)
		return fail(hdl, "create");
	program = dtrace_program_strcompile(hdl, everything, DTRACE_PROBESPEC_NAME, 0, 0, NULL);
	if (!program || dtrace_program_exec(hdl, program, NULL))
		return fail(hdl, "compile");
	status = run(hdl, null, process);
	dtrace_close(hdl);
	return status || errors != 1;
}

/* Closed while it traces. */
static int cut_short(void)
{
	int error;
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_PROCESS, &error);
	dtrace_prog_t *program = hdl ? dtrace_program_strcompile(hdl, "tick-1ms { @[n++] = count(); trace(n); }",
								 DTRACE_PROBESPEC_NAME, DTRACE_C_NOLIBS, 0, NULL)
				     : NULL;

	if (!program || dtrace_program_exec(hdl, program, NULL) || dtrace_go(hdl))
		return fail(hdl, "cut short");
	dtrace_sleep(hdl);
	dtrace_close(hdl);
	return 0;
}

int main(int argc, char **argv)
{
	int cycles = argc > 1 ? atoi(argv[1]) : 3, status = 0;
	FILE *null = fopen("/dev/null", "w");

	for (int i = 0; i < cycles && !status; i++)
		status = cycle(null, i % 2 == 0) || cut_short();
	fclose(null);
	return status;
}
