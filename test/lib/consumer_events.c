/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the consumer says of events that cannot be brought about on one CPU at will: every kind of
 * drop with its classic sentence, and the indentation of -F for any order of firings on any CPU.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "libdtrace/dt_consumer.h"
#include "libdtrace/dt_flow.h"

static char told[2048];

static int on_drop(const dtrace_dropdata_t *data, void *argument)
{
	strncat(told, data->message, sizeof(told) - strlen(told) - 1);
	return DTRACE_HANDLE_OK;
}

static int refuse_drop(const dtrace_dropdata_t *data, void *argument)
{
	return DTRACE_HANDLE_ABORT;
}

static dtrace_hdl_t *open_handle(void)
{
	int error;
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_PROCESS, &error);

	assert_non_null(hdl);
	told[0] = '\0';
	dtrace_handle_drop(hdl, on_drop, NULL);
	return hdl;
}

/* --- drops ------------------------------------------------------------------------------- */

static void drops_of_a_cpu(void **state)
{
	dtrace_hdl_t *hdl = open_handle();

	assert_int_equal(dt_report_drops(hdl, 3, DTRACEDROP_PRINCIPAL, 1), 0);
	assert_int_equal(dt_report_drops(hdl, 0, DTRACEDROP_PRINCIPAL, 7), 0);
	assert_int_equal(dt_report_drops(hdl, 2, DTRACEDROP_AGGREGATION, 1), 0);
	assert_int_equal(dt_report_drops(hdl, 2, DTRACEDROP_AGGREGATION, 12), 0);
	assert_int_equal(dt_report_drops(hdl, 2, DTRACEDROP_AGGREGATION, 0), 0);
	assert_string_equal(told, "1 drop on CPU 3\n7 drops on CPU 0\n1 aggregation drop on CPU 2\n"
				  "12 aggregation drops on CPU 2\n");
	dtrace_close(hdl);
}

static void drops_of_the_status(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	struct dtrace_ioc_status status = {.dynamic_drops = 1,
					   .dynamic_rinsing = 2,
					   .dynamic_dirty = 1,
					   .speculation_drops = 2,
					   .speculation_busy = 1,
					   .speculation_unavailable = 2,
					   .string_overflows = 1,
					   .errors = 2};

	assert_int_equal(dt_report_status_drops(hdl, &status), 0);
	assert_string_equal(told, "1 dynamic variable drop\n"
				  "2 dynamic variable drops with non-empty rinsing list\n"
				  "1 dynamic variable drop with non-empty dirty list\n"
				  "2 speculative drops\n"
				  "1 failed speculation (available buffer(s) still busy)\n"
				  "2 failed speculations (no speculative buffer available)\n"
				  "1 jstack()/ustack() string table overflow\n"
				  "2 errors in ERROR probe enabling\n");
	dtrace_close(hdl);
}

/* Only what came since the last status is told. */
static void differences(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	struct dtrace_ioc_status status = {.dynamic_drops = 5};

	dt_report_status_drops(hdl, &status);
	told[0] = '\0';
	assert_int_equal(dt_report_status_drops(hdl, &status), 0);
	assert_string_equal(told, "");
	status.dynamic_drops = 8;
	dt_report_status_drops(hdl, &status);
	assert_string_equal(told, "3 dynamic variable drops\n");
	assert_int_equal(hdl->consumer->drops[DTRACEDROP_DYNAMIC], 8);
	dtrace_close(hdl);
}

static void tags(void **state)
{
	static const char *const names[] = {
		"PRINCIPAL", "AGGREGATION", "DYNAMIC",	   "DYNRINSE",	     "DYNDIRTY",
		"SPEC",	     "SPECBUSY",    "SPECUNAVAIL", "STKSTROVERFLOW", "DBLERROR"};
	dtrace_hdl_t *hdl = open_handle();
	char tag[64];

	assert_int_equal(dtrace_setopt(hdl, "droptags", NULL), 0);
	for (int kind = DTRACEDROP_PRINCIPAL; kind <= DTRACEDROP_DBLERROR; kind++) {
		told[0] = '\0';
		dt_report_drops(hdl, 0, kind, 1);
		snprintf(tag, sizeof(tag), "[DTRACEDROP_%s] 1 ", names[kind]);
		assert_memory_equal(told, tag, strlen(tag));
	}
	dtrace_close(hdl);
}

static void handler_aborts(void **state)
{
	dtrace_hdl_t *hdl = open_handle();

	assert_int_equal(dtrace_handle_drop(hdl, refuse_drop, NULL), -1);
	assert_int_equal(dtrace_errno(hdl), EALREADY);
	assert_int_equal(dtrace_handle_drop(hdl, NULL, NULL), 0);
	assert_int_equal(dt_report_drops(hdl, 0, DTRACEDROP_PRINCIPAL, 1), -1);
	assert_string_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), "Abort due to drop");
	assert_int_equal(dtrace_handle_drop(hdl, refuse_drop, NULL), 0);
	assert_int_equal(dt_report_drops(hdl, 0, DTRACEDROP_PRINCIPAL, 1), -1);
	assert_int_equal(dtrace_errno(hdl), EDT_DIRABORT);
	dtrace_close(hdl);
}

/* --- -F ------------------------------------------------------------------------------------ */

/* Enabled probes that the flow asks about: id is the probe, the name says what it is. */
static void add_eprobe(dtrace_hdl_t *hdl, dtrace_epid_t epid, dtrace_id_t id, const char *provider,
		       const char *name)
{
	struct dt_eprobe *eprobe = calloc(1, sizeof(*eprobe));

	assert_non_null(eprobe);
	eprobe->epid = epid;
	eprobe->desc.id = id;
	strcpy(eprobe->desc.provider, provider);
	strcpy(eprobe->desc.function, "f");
	strcpy(eprobe->desc.name, name);
	assert_true(epid < hdl->consumer->eprobe_room);
	hdl->consumer->eprobes[epid] = eprobe;
}

static dtrace_hdl_t *open_flow(void)
{
	dtrace_hdl_t *hdl = open_handle();
	struct dt_consumer *consumer = hdl->consumer;

	free(consumer->eprobes);
	consumer->eprobe_room = 16;
	consumer->eprobes = calloc(consumer->eprobe_room, sizeof(*consumer->eprobes));
	free(consumer->flow);
	consumer->flow = calloc(4, sizeof(*consumer->flow));
	add_eprobe(hdl, 1, 10, "fbt", "entry");
	add_eprobe(hdl, 2, 11, "fbt", "return");
	add_eprobe(hdl, 3, 12, "syscall", "entry");
	add_eprobe(hdl, 4, 13, "syscall", "return");
	add_eprobe(hdl, 5, 14, "dtrace", "BEGIN");
	add_eprobe(hdl, 6, 10, "fbt", "entry");	 /* a second clause of 1 */
	add_eprobe(hdl, 7, 11, "fbt", "return"); /* and of 2 */
	add_eprobe(hdl, 8, 15, "myapp12", "request-entry");
	add_eprobe(hdl, 9, 16, "myapp12", "request-return");
	add_eprobe(hdl, 10, 17, "myapp12", "reentry");
	return hdl;
}

/* Firings "cpu:epid cpu:epid …"; what each shows, one a word: indentation and prefix. */
static const char *flow_of(const char *firings)
{
	static char shown[256];
	dtrace_hdl_t *hdl = open_flow();
	unsigned int cpu, epid, next_cpu, next_epid;
	struct dtrace_firing_header next = {0};
	int used;

	shown[0] = '\0';
	for (const char *at = firings; sscanf(at, "%u:%u%n", &cpu, &epid, &used) == 2;) {
		dtrace_probedata_t data = {.hdl = hdl, .cpu = cpu, .epid = epid};
		size_t length = strlen(shown);
		const char *mark;

		at += used;
		/* The next firing of the same CPU. */
		hdl->consumer->next_firing = NULL;
		for (const char *later = at;
		     sscanf(later, "%u:%u%n", &next_cpu, &next_epid, &used) == 2; later += used) {
			if (next_cpu != cpu)
				continue;
			next.epid = next_epid;
			hdl->consumer->next_firing = &next;
			break;
		}
		data.probe = &hdl->consumer->eprobes[epid]->desc;
		dt_flow_begin(hdl, &data);
		mark = data.prefix + strspn(data.prefix, " ");
		snprintf(shown + length, sizeof(shown) - length, "%s%d%.*s", length ? " " : "",
			 data.indent, (int)strcspn(mark, " "), mark);
		dt_flow_end(hdl, &data);
	}
	dtrace_close(hdl);
	return shown;
}

static void flow_nesting(void **state)
{
	assert_string_equal(flow_of("0:3 0:1 0:1 0:2 0:2 0:4"), "0=> 2-> 4-> 4<- 2<- 0<=");
	assert_string_equal(flow_of("0:5 0:1 0:5 0:2 0:5"), "0| 0-> 2| 0<- 0|");
}

/* A return whose entry was not seen goes no further than the margin. */
static void flow_margin(void **state)
{
	assert_string_equal(flow_of("0:2 0:4 0:1 0:2 0:2"), "0<- 0<= 0-> 0<- 0<-");
}

static void flow_clauses(void **state)
{
	assert_string_equal(flow_of("0:1 0:6 0:2 0:7 0:5"), "0-> 2| 2| 0<- 0|");
}

static void flow_recursion(void **state)
{
	assert_string_equal(flow_of("0:1 0:1 0:2 0:2"), "0-> 2-> 2<- 0<-");
}

static void flow_cpus(void **state)
{
	assert_string_equal(flow_of("0:1 1:1 0:1 1:2 2:5 0:2 0:2"), "0-> 0-> 2-> 0<- 0| 2<- 0<-");
}

/* "-entry" and "-return" at the end of a name count, other letters before the word do not. */
static void flow_names(void **state)
{
	assert_string_equal(flow_of("0:8 0:5 0:9 0:10 0:5"), "0-> 2| 0<- 0| 0|");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drops_of_a_cpu), cmocka_unit_test(drops_of_the_status),
		cmocka_unit_test(differences),	  cmocka_unit_test(tags),
		cmocka_unit_test(handler_aborts), cmocka_unit_test(flow_nesting),
		cmocka_unit_test(flow_margin),	  cmocka_unit_test(flow_clauses),
		cmocka_unit_test(flow_recursion), cmocka_unit_test(flow_cpus),
		cmocka_unit_test(flow_names),
	};

	return cmocka_run_group_tests_name("consumer_events", tests, NULL, NULL);
}
