/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * /proc/dtrace/: the folder, its files and the statistics of this layer. Thread context.
 */
#include <linux/percpu.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

#include "compat.h"
#include "proc.h"
#include "proc_trace.h"
#include "site.h"
#include "trap.h"

static struct proc_dir_entry *folder;

/* Show needs no private data, so the function itself is the data. */
int proc_file_add(const char *name, int (*show)(struct seq_file *seq, void *unused))
{
	return proc_create_single_data(name, 0400, folder, show, NULL) ? 0 : -ENOMEM;
}

int proc_file_add_seq(const char *name, const struct seq_operations *ops)
{
	return proc_create_seq_data(name, 0400, folder, ops, NULL) ? 0 : -ENOMEM;
}

void proc_file_remove(const char *name)
{
	remove_proc_subtree(name, folder);
}

static void show_cpu(struct seq_file *seq, unsigned int cpu)
{
	struct site_counts counts;

	site_counts(cpu, &counts);
	seq_printf(seq, "%3u %12llu %12llu %12llu %9llu %9llu %9llu %9llu %12llu\n", cpu,
		   counts.hits, counts.emulated, counts.slots, counts.nested, counts.vanished,
		   counts.foreign, trap_backstop_hits(cpu), counts.jumps);
}

static int show_stats(struct seq_file *seq, void *unused)
{
	struct site_totals totals;
	unsigned int cpu;

	site_totals(&totals);
	seq_printf(
		seq,
		"source    %s\nplaces    %zu\ntable     %zu\narmed     %zu\njumps     %zu\nbecoming  %zu\n",
		trap_source_name(), totals.places, totals.table_size, totals.armed, totals.jumps,
		totals.becoming);
	seq_printf(seq, "slots     %zu of %zu\narm-ns    %llu\ndisarm-ns %llu\njump-ns   %llu\n\n",
		   totals.slots_used, totals.slots, totals.arm_ns, totals.disarm_ns,
		   totals.convert_ns);
	seq_puts(
		seq,
		"cpu         hits     emulated        slots    nested  vanished   foreign  backstop        jumps\n");
	for_each_possible_cpu(cpu)
		show_cpu(seq, cpu);
	return 0;
}

int proc_stats_start(void)
{
	return proc_file_add("stats", show_stats);
}

void proc_stats_stop(void)
{
	proc_file_remove("stats");
}

int proc_start(void)
{
	int error;

	folder = proc_mkdir("dtrace", NULL);
	if (!folder)
		return -ENOMEM;
	error = proc_trace_start(folder);
	if (error)
		proc_remove(folder);
	return error;
}

void proc_stop(void)
{
	proc_trace_stop();
	proc_remove(folder);
	folder = NULL;
}
