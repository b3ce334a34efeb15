/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Two handles in one process, used by two threads at once, do not disturb each other: each
 * compiles, fails to compile, runs and consumes its own programs, and gets its own variables,
 * types, options, messages and output. As TAP; `threads N` does N rounds.
 */
#include <dtrace.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static int rounds = 10;

struct user {
	int number; /* 1 or 2 */
	char complaint[512];
};

static int complain(struct user *user, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	vsnprintf(user->complaint, sizeof(user->complaint), format, list);
	va_end(list);
	return -1;
}

static int try_mistake(struct user *user, dtrace_hdl_t *hdl)
{
	char text[128], expected[64];

	snprintf(text, sizeof(text), "BEGIN { trace(nothing_of_thread_%d); }", user->number);
	snprintf(expected, sizeof(expected), "nothing_of_thread_%d", user->number);
	if (dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NAME, 0, 0, NULL) != NULL)
		return complain(user, "an undefined variable compiles");
	if (strstr(dtrace_errmsg(hdl, dtrace_errno(hdl)), expected) == NULL)
		return complain(user, "another's message: %s",
				dtrace_errmsg(hdl, dtrace_errno(hdl)));
	return 0;
}

static int compile(struct user *user, dtrace_hdl_t *hdl)
{
	char text[1024];
	dtrace_prog_t *program;

	snprintf(
		text, sizeof(text),
		"struct mine { int a; char b[%d]; };"
		"BEGIN { x = %d; s = \"of thread %d\"; self->t = x; printf(\"%%s %%d %%d\\n\", s, x, sizeof (struct mine)); }"
		"tick-1ms { n++; @a[x, s] = count(); @q = quantize(n); }"
		"tick-1ms /n == 4/ { exit(x); }"
		"END { trace(*(int *)0); }"
		"END { printf(\"%%d %%d\\n\", x, n); printa(\"%%d %%s %%@d\\n\", @a); trunc(@q); }",
		16 * user->number, user->number, user->number);
	program = dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NAME, 0, 0, NULL);
	if (program == NULL || dtrace_program_exec(hdl, program, NULL) != 0)
		return complain(user, "compile: %s", dtrace_errmsg(hdl, dtrace_errno(hdl)));
	return 0;
}

static int on_error(const dtrace_errdata_t *data, void *argument)
{
	*(int *)argument += data->dteda_fault == DTRACEFLT_BADADDR;
	return DTRACE_HANDLE_OK;
}

static int run(struct user *user, dtrace_hdl_t *hdl, FILE *out)
{
	dtrace_workstatus_t status;
	int errors = 0;

	dtrace_handle_err(hdl, on_error, &errors);
	if (dtrace_go(hdl) != 0)
		return complain(user, "go: %s", dtrace_errmsg(hdl, dtrace_errno(hdl)));
	do {
		dtrace_sleep(hdl);
		status = dtrace_work(hdl, out, NULL, NULL, NULL);
	} while (status == DTRACE_WORKSTATUS_OKAY);
	if (status == DTRACE_WORKSTATUS_ERROR || dtrace_aggregate_print(hdl, out, NULL) != 0)
		return complain(user, "work: %s", dtrace_errmsg(hdl, dtrace_errno(hdl)));
	if (errors != 1)
		return complain(user, "%d errors instead of one", errors);
	if (dtrace_exit_status(hdl) != user->number)
		return complain(user, "exit status %d of another", dtrace_exit_status(hdl));
	return 0;
}

static int check_output(struct user *user, const char *text)
{
	int n = user->number, ticks, counted;
	char expected[256], end;

	snprintf(expected, sizeof(expected), "of thread %d %d %d\n", n, n, 4 + 16 * n);
	if (strncmp(text, expected, strlen(expected)) != 0)
		return complain(user, "output begins: %s", text);
	text += strlen(expected);
	snprintf(expected, sizeof(expected), "%d %%d\n%d of thread %d %%d\n%%c", n, n, n);
	if (sscanf(text, expected, &ticks, &counted, &end) != 2 || ticks < 4 || ticks != counted)
		return complain(user, "output ends: %s", text);
	return 0;
}

static int use(struct user *user, dtrace_hdl_t *hdl)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	int error = dtrace_setopt(hdl, "quiet", NULL) || dtrace_setopt(hdl, "switchrate", "1ms") ||
		    dtrace_setopt(hdl, "strsize", user->number == 1 ? "64" : "512");

	error = error || try_mistake(user, hdl) || compile(user, hdl) || run(user, hdl, out);
	fclose(out);
	error = error || check_output(user, text);
	free(text);
	return error ? -1 : 0;
}

static void *thread(void *argument)
{
	struct user *user = argument;
	int error = 0;

	for (int i = 0; i < rounds && error == 0; i++) {
		dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_PROCESS, &error);

		if (hdl == NULL) {
			complain(user, "open: %s", dtrace_errmsg(NULL, error));
			break;
		}
		error = use(user, hdl);
		dtrace_close(hdl);
	}
	return NULL;
}

int main(int argc, char **argv)
{
	struct user users[2] = {{1, ""}, {2, ""}};
	pthread_t threads[2];
	int failed = 0;

	if (argc > 1)
		rounds = atoi(argv[1]);
	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, thread, &users[i]);
	for (int i = 0; i < 2; i++) {
		pthread_join(threads[i], NULL);
		failed |= users[i].complaint[0] != '\0';
		if (users[i].complaint[0])
			printf("# %s\nnot ", users[i].complaint);
		printf("ok %d - thread %d, %d rounds\n", i + 1, users[i].number, rounds);
	}
	printf("1..2\n");
	return failed;
}
