/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Where packets of pcap() go, without a kernel that has any: a file of one link type, its header anew after
 * a cut, a tshark that reads all, one that dies, none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "libdtrace/dt_pcap.h"

static char folder[] = "/tmp/consumer_pcap.XXXXXX";
static char errors[512];

static int on_error(const dtrace_errdata_t *data, void *argument)
{
	snprintf(errors, sizeof(errors), "%s", data->message);
	return DTRACE_HANDLE_OK;
}

static dtrace_hdl_t *open_handle(void)
{
	int error;
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_PROCESS, &error);

	assert_non_null(hdl);
	errors[0] = '\0';
	dtrace_handle_err(hdl, on_error, NULL);
	return hdl;
}

static int packet(dtrace_hdl_t *hdl, FILE *out, uint64_t link)
{
	static dtrace_probedesc_t probe = {.id = 7};
	dtrace_probedata_t data = {.hdl = hdl, .probe = &probe};
	struct dt_packet made = {.when = 1500000000000000042,
				 .length = 60,
				 .captured = 5,
				 .protocol = link,
				 .bytes = "\x45\x01\x02\x03\x04more",
				 .limit = 9};

	return dt_pcap_print(hdl, out, &data, &made);
}

/* What a file has, and how much of it. */
static size_t slurp(FILE *file, char *to, size_t room)
{
	size_t size;

	fflush(file);
	rewind(file);
	size = fread(to, 1, room - 1, file);
	to[size] = '\0';
	return size;
}

static void a_file(void **state)
{
	static const uint32_t want[] = {0xa1b23c4d, 0x00040002, 0,  0, 9,
					101,	    1500000000, 42, 5, 60};
	dtrace_hdl_t *hdl = open_handle();
	FILE *file = tmpfile();
	char got[256];

	hdl->consumer->redirected = file;
	assert_int_equal(packet(hdl, file, 101), 0);
	assert_int_equal(packet(hdl, file, 101), 0);
	assert_int_equal(packet(hdl, file, 1), 0);
	assert_non_null(strstr(errors, "pcap() of link type 1 into a file of link type 101"));
	assert_int_equal(packet(hdl, file, 70000), 0);
	assert_non_null(strstr(errors, "pcap(): there is no link type 70000"));
	assert_int_equal(slurp(file, got, sizeof(got)), 24 + 2 * (16 + 5));
	assert_memory_equal(got, want, sizeof(want));
	assert_memory_equal(got + sizeof(want), "\x45\x01\x02\x03\x04", 5);
	assert_memory_equal(got + sizeof(want) + 5, want + 6, 16);

	/* Cut: the header again, and it may be of another type. */
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	rewind(file);
	dt_pcap_restart(hdl->consumer);
	assert_int_equal(packet(hdl, file, 1), 0);
	assert_int_equal(slurp(file, got, sizeof(got)), 24 + 16 + 5);
	assert_int_equal(got[20], 1);
	dtrace_close(hdl);
}

/* PATH has this as tshark, if anything, and nothing else. */
static void make_tshark(const char *script)
{
	char name[64];
	FILE *file;

	snprintf(name, sizeof(name), "%s/tshark", folder);
	unlink(name);
	setenv("PATH", folder, 1);
	if (!script)
		return;
	file = fopen(name, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n%s\n", script);
	fclose(file);
	assert_int_equal(chmod(name, 0700), 0);
}

static void through_tshark(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	FILE *out = tmpfile();
	char got[512];

	/* The real one refuses a socket. */
	make_tshark("[ -p /dev/stdin ] && echo \"$* $(wc -c)\"");
	fputs("before\n", out);
	assert_int_equal(packet(hdl, out, 101), 0);
	assert_int_equal(packet(hdl, out, 101), 0);
	assert_int_equal(packet(hdl, out, 1), 0);
	dt_pcap_finish(hdl->consumer);
	assert_null(dtrace_warning(hdl));
	slurp(out, got, sizeof(got));
	assert_memory_equal(got, "before\n", 7);
	assert_non_null(strstr(got, "-l -r - 66\n"));
	assert_non_null(strstr(got, "-l -r - 45\n"));
	fclose(out);
	dtrace_close(hdl);
}

/* Sooner or later a packet finds that nobody reads; it and those after it are shown. */
static void a_dead_tshark(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	FILE *out = tmpfile();
	char got[512];
	int i;

	make_tshark("exit 1");
	for (i = 0; i < 3000 && ftell(out) == 0; i++) {
		assert_int_equal(packet(hdl, out, 101), 0);
		usleep(10000);
	}
	assert_non_null(strstr(dtrace_warning(hdl),
			       "pcap(): no tshark (Broken pipe), so packets are shown as bytes"));
	slurp(out, got, sizeof(got));
	assert_non_null(strstr(got, "45 01 02 03 04 "));
	assert_int_equal(packet(hdl, out, 101), 0);
	assert_null(dtrace_warning(hdl));
	fclose(out);
	dtrace_close(hdl);
}

static void no_tshark(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	FILE *out = tmpfile();
	char got[512];

	make_tshark(NULL);
	assert_int_equal(packet(hdl, out, 101), 0);
	assert_int_equal(packet(hdl, out, 101), 0);
	assert_non_null(strstr(dtrace_warning(hdl), "no tshark (No such file or directory)"));
	assert_null(dtrace_warning(hdl));
	slurp(out, got, sizeof(got));
	assert_non_null(strstr(got, "    0: 45 01 02 03 04    "));
	assert_null(strstr(got, "6d 6f")); /* what is behind the packet */
	fclose(out);
	dtrace_close(hdl);
}

static int begin(void **state)
{
	return mkdtemp(folder) ? 0 : -1;
}

static int end(void **state)
{
	make_tshark(NULL);
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file),
		cmocka_unit_test(through_tshark),
		cmocka_unit_test(a_dead_tshark),
		cmocka_unit_test(no_tshark),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
