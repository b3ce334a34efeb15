/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * -l: the table of probes, and -v: how stable a program or a probe is.
 */
#include <errno.h>
#include <string.h>

#include "dtrace_cmd.h"

struct listing {
	FILE *out;
	bool verbose;
	size_t count;
};

static void print_attribute(FILE *out, const struct dtrace_attribute *attribute)
{
	fprintf(out, "\t\tIdentifier Names: %s\n\t\tData Semantics:   %s\n\t\tDependency Class: %s\n",
		dtrace_stability_name(attribute->name), dtrace_stability_name(attribute->data),
		dtrace_class_name(attribute->class_));
}

static void print_details(dtrace_hdl_t *hdl, FILE *out, const dtrace_probedesc_t *desc)
{
	struct dtrace_probe_info info;

	if (dtrace_probe_info(hdl, desc, &info)) {
		message("failed to get info on probe %u: %s", desc->id,
			dtrace_errmsg(hdl, dtrace_errno(hdl)));
		return;
	}
	fprintf(out, "\n\tProbe Description Attributes\n");
	print_attribute(out, &info.probe);
	fprintf(out, "\n\tArgument Attributes\n");
	print_attribute(out, &info.args);
	fprintf(out, "\n\tArgument Types\n");
	if (!info.argc)
		fprintf(out, "\t\tNone\n");
	for (int i = 0; i < info.argc; i++)
		fprintf(out, "\t\targs[%d]: %s\n", i, info.types[i]);
	fprintf(out, "\n");
}

static int list_one(dtrace_hdl_t *hdl, const dtrace_probedesc_t *desc, void *argument)
{
	struct listing *listing = argument;

	fprintf(listing->out, "%5u %10s %17s %33s %s\n", desc->id, desc->provider, desc->module,
		desc->function, desc->name);
	if (listing->verbose)
		print_details(hdl, listing->out, desc);
	listing->count++;
	return ferror(listing->out) ? 1 : 0;
}

int list_probes(struct command *command, dtrace_hdl_t *hdl, FILE *out)
{
	struct listing listing = {out, command->verbose, 0};
	int result = 0;

	fprintf(out, "%5s %10s %17s %33s %s\n", "ID", "PROVIDER", "MODULE", "FUNCTION", "NAME");
	if (!command->source_count && dtrace_probe_iter(hdl, NULL, list_one, &listing) < 0)
		return fail(hdl, "failed to list probes");
	for (size_t i = 0; i < command->source_count; i++) {
		char label[DTRACE_FUNCTION_LEN + 256];
		size_t before = listing.count;
		int error = dtrace_program_probes(hdl, command->sources[i].program, list_one, &listing);

		source_label(&command->sources[i], label, sizeof(label));
		if (error < 0)
			return fail(hdl, "failed to match %s", label);
		if (listing.count == before) {
			message("failed to match %s: no probe matches", label);
			result = 1;
		}
	}
	if (fflush(out) || ferror(out)) {
		message("cannot write the list of probes: %s", strerror(errno));
		return 1;
	}
	return result;
}

void print_stability(const struct source *source, FILE *out)
{
	char label[DTRACE_FUNCTION_LEN + 256];

	source_label(source, label, sizeof(label));
	fprintf(out, "\nStability attributes for %s %s:\n\n",
		source->kind == SOURCE_FILE ? "script" : "description", label);
	fprintf(out, "\tMinimum Probe Description Attributes\n");
	print_attribute(out, &source->info.descattr);
	fprintf(out, "\n\tMinimum Statement Attributes\n");
	print_attribute(out, &source->info.stmtattr);
	fprintf(out, "\n");
}
