/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A program of its own that uses libdtrace: it runs a D program, decides itself what becomes of
 * each record, and walks the aggregations when it is over.
 *
 *	cc -o example example.c $(pkg-config --cflags --libs libdtrace)
 */
#include <dtrace.h>
#include <inttypes.h>
#include <stdlib.h>

static const char program_text[] =
	"BEGIN { i = 0; }"
	"tick-1ms { i++; trace(i); @squares[i % 3 ? \"other\" : \"third\", i % 2] = sum(i * i); @count = count(); }"
	"tick-1ms /i == 12/ { exit(7); }"
	"ERROR { printf(\"never\"); }"
	"END { printf(\"%d ticks\\n\", i); }";

struct sums {
	int64_t traced;
	int firings, entries;
	int64_t squares;
};

static int die(dtrace_hdl_t *hdl, const char *what)
{
	fprintf(stderr, "example: %s: %s\n", what, dtrace_errmsg(hdl, dtrace_errno(hdl)));
	return EXIT_FAILURE;
}

/* Once for each firing of an enabled probe. */
static int on_firing(const dtrace_probedata_t *data, void *argument)
{
	struct sums *sums = argument;

	sums->firings++;
	if (data->dtpda_edesc->dtepd_nrecs > 0 && data->dtpda_cpu < 4096)
		return DTRACE_CONSUME_THIS;
	return DTRACE_CONSUME_NEXT;
}

/* Once for each record: values of trace() are ours, the rest is printed as usual. */
static int on_record(const dtrace_probedata_t *data, const dtrace_recdesc_t *record, void *argument)
{
	struct sums *sums = argument;

	if (record == NULL) /* the firing is over */
		return DTRACE_CONSUME_NEXT;
	if (record->dtrd_action == DTRACEACT_EXIT)
		return DTRACE_CONSUME_NEXT;
	if (record->dtrd_action != DTRACEACT_DIFEXPR)
		return DTRACE_CONSUME_THIS;
	sums->traced += *(const int32_t *)(data->dtpda_data + record->dtrd_offset);
	printf("%s:%s traced %d\n", data->dtpda_pdesc->dtpd_provider, data->dtpda_pdesc->dtpd_name,
	       *(const int32_t *)(data->dtpda_data + record->dtrd_offset));
	return DTRACE_CONSUME_NEXT;
}

static int on_drop(const dtrace_dropdata_t *data, void *argument)
{
	(void)argument;
	fprintf(stderr, "example: %s", data->dtdda_msg);
	return DTRACE_HANDLE_OK;
}

/* Record 0 says which aggregation it is, then come the keys, last the value. */
static int on_entry(const dtrace_aggdata_t *data, void *argument)
{
	const dtrace_aggdesc_t *desc = data->dtada_desc;
	const dtrace_recdesc_t *value = &desc->dtagd_rec[desc->dtagd_nrecs - 1];
	struct sums *sums = argument;
	int64_t number = *(const int64_t *)(data->dtada_data + value->dtrd_offset);

	sums->entries++;
	if (desc->dtagd_nrecs == 2) {
		printf("@%s = %" PRId64 "\n", desc->dtagd_name, number);
		return DTRACE_AGGWALK_NEXT;
	}
	sums->squares += number;
	printf("@%s[%s, %d] = %" PRId64 "\n", desc->dtagd_name,
	       data->dtada_data + desc->dtagd_rec[1].dtrd_offset,
	       *(const int32_t *)(data->dtada_data + desc->dtagd_rec[2].dtrd_offset), number);
	return DTRACE_AGGWALK_NEXT;
}

static int trace(dtrace_hdl_t *hdl, struct sums *sums)
{
	dtrace_workstatus_t status;

	if (dtrace_go(hdl) != 0)
		return die(hdl, "cannot begin");
	do {
		dtrace_sleep(hdl);
		status = dtrace_work(hdl, stdout, on_firing, on_record, sums);
	} while (status == DTRACE_WORKSTATUS_OKAY);
	if (status == DTRACE_WORKSTATUS_ERROR)
		return die(hdl, "cannot go on");
	if (dtrace_aggregate_snap(hdl) != 0 ||
	    dtrace_aggregate_walk_keysorted(hdl, on_entry, sums) != 0)
		return die(hdl, "cannot walk the aggregations");
	return EXIT_SUCCESS;
}

int main(void)
{
	int error = 0, status;
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_PROCESS, &error);
	dtrace_prog_t *program;
	dtrace_proginfo_t info;
	struct sums sums = {0, 0, 0, 0};

	if (hdl == NULL) {
		fprintf(stderr, "example: cannot open: %s\n", dtrace_errmsg(NULL, error));
		return EXIT_FAILURE;
	}
	dtrace_handle_drop(hdl, on_drop, NULL);
	if (dtrace_setopt(hdl, "bufsize", "64k") != 0 ||
	    dtrace_setopt(hdl, "switchrate", "5ms") != 0)
		return die(hdl, "cannot set an option");
	program = dtrace_program_strcompile(hdl, program_text, DTRACE_PROBESPEC_NAME, 0, 0, NULL);
	if (program == NULL)
		return die(hdl, "cannot compile");
	if (dtrace_program_exec(hdl, program, &info) != 0)
		return die(hdl, "cannot enable");
	printf("%u probes matched\n", info.dpi_matches);
	status = trace(hdl, &sums);
	printf("%d firings, %" PRId64 " traced, %d entries, %" PRId64 " in squares, exit(%d)\n",
	       sums.firings, sums.traced, sums.entries, sums.squares, dtrace_exit_status(hdl));
	dtrace_close(hdl);
	return status;
}
