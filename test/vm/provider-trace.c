/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A consumer without a compiler: builds its program by hand, to test driver and providers alone.
 *
 *	provider-trace -l PROBE		list probes that match
 *	provider-trace [-s SECONDS] [-k KEY] [-d ADDRESS] PROBE... [-- COMMAND [ARG]...]
 *
 * traces every PROBE (provider:module:function:name) while COMMAND runs, or for SECONDS, and prints for
 * each firing
 *
 *	CPU FUNCTION:NAME arg0 .. arg9 errno pid caller vtimestamp frames execname
 *
 * with numbers in decimal. -k: print "KEY FUNCTION:NAME" instead, without values. -d: load eight bytes of
 * kernel memory in each firing, which then is an error if that cannot be done. At the end
 * "# drops N errors N" and what the command exited with goes to standard error, as all that the
 * command prints.
 */
#include <dtrace/dif.h>
#include <dtrace/dof.h>
#include <dtrace/ioctl.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROBES_MAX 64
#define BUFFER (4u << 20)
#define NUMBERS 14 /* values of the program, before execname */
#define FRAMES 8
#define ACTIONS (NUMBERS + 3) /* execname, stack, load */

static int device;
static const char *key;
static uint64_t drops, errors;

static void fail(const char *what)
{
	fprintf(stderr, "provider-trace: %s: %s\n", what, strerror(errno));
	exit(3);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

/* --- the program: one clause, an action for each value ------------------------------ */

struct program {
	struct dof_header header;
	struct dof_section sections[8 + 2 * ACTIONS];
	struct dof_ecbdesc clause;
	struct dof_optdesc options[2];
	struct dof_probedesc probes[PROBES_MAX];
	struct dof_actdesc actions[ACTIONS];
	uint64_t address;
	uint32_t code[ACTIONS][3];
	struct {
		struct dof_difohdr header;
		uint32_t links[2];
	} objects[ACTIONS];
	char strings[PROBES_MAX * 256];
};

enum { STRINGS, PROBES, ACTION_TABLE, CLAUSE, OPTIONS, ADDRESS, FIRST_OBJECT };

static struct program program;
static size_t string_end = 1;
static unsigned int probe_count;

static void set_section(unsigned int index, uint32_t type, const void *start, size_t entry,
			size_t count)
{
	program.sections[index] = (struct dof_section){
		.type = type,
		.align = 8,
		.flags = DOF_SECF_LOAD,
		.entsize = entry,
		.offset = (const char *)start - (const char *)&program,
		.size = entry * count,
	};
	if (program.sections[index].offset % 8)
		program.sections[index].align = 4;
	if (type == DOF_SECT_STRTAB)
		program.sections[index].entsize = 0;
}

static uint32_t add_string(const char *text, size_t length)
{
	uint32_t at = string_end;

	if (at + length + 1 > sizeof(program.strings)) {
		errno = ENAMETOOLONG;
		fail("probes");
	}
	memcpy(program.strings + at, text, length);
	string_end += length + 1;
	return at;
}

static void add_probe(const char *text)
{
	uint32_t part[4] = { 0 };

	for (unsigned int i = 0; i < 4; i++) {
		size_t length = strcspn(text, ":");

		part[i] = add_string(text, length);
		text += length + (text[length] == ':');
	}
	program.probes[probe_count++] = (struct dof_probedesc){
		.strtab = STRINGS,
		.provider = part[0],
		.module = part[1],
		.function = part[2],
		.name = part[3],
	};
}

/* The action `index`: the value of its code, which ends with a ret. */
static void add_expression(unsigned int index, unsigned int length, struct dif_type type)
{
	unsigned int code = FIRST_OBJECT + 2 * index;

	program.code[index][length] = DIF_INSTR_FMT(DIF_OP_RET, 0, 0, 1);
	program.objects[index].header = (struct dof_difohdr){
		.kind = type.kind, .flags = type.flags, .size = type.size
	};
	program.objects[index].links[0] = code;
	program.objects[index].links[1] = ADDRESS;
	set_section(code, DOF_SECT_DIF, program.code[index], sizeof(uint32_t), length + 1);
	set_section(code + 1, DOF_SECT_DIFOHDR, &program.objects[index], 4,
		    sizeof(program.objects[index]) / 4);
	program.actions[index] = (struct dof_actdesc){
		.difo = code + 1,
		.strtab = DOF_NO_SECTION,
		.kind = DTRACEACT_DIFEXPR,
		.uarg = index + 1,
	};
}

static void add_value(unsigned int index, uint32_t variable, struct dif_type type)
{
	program.code[index][0] = DIF_INSTR_WIDE_FMT(DIF_OP_LDGS, variable, 1);
	add_expression(index, 1, type);
}

static void add_load(unsigned int index, struct dif_type type)
{
	program.code[index][0] = DIF_INSTR_WIDE_FMT(DIF_OP_SETX, 0, 1);
	program.code[index][1] = DIF_INSTR_FMT(DIF_OP_LDX, 1, 0, 1);
	add_expression(index, 2, type);
}

static void add_values(void)
{
	static const uint32_t others[] = { DIF_VAR_ERRNO, DIF_VAR_PID, DIF_VAR_CALLER,
					   DIF_VAR_VTIMESTAMP };
	const struct dif_type number = { .kind = DIF_KIND_CTF, .size = 8 };
	const struct dif_type string = { .kind = DIF_KIND_STRING, .flags = DIF_TYPE_BYREF,
					 .size = DTRACE_STRSIZE_DEFAULT };
	unsigned int i;

	for (i = 0; i < 10; i++)
		add_value(i, DIF_VAR_ARG0 + i, number);
	for (; i < NUMBERS; i++)
		add_value(i, others[i - 10], number);
	add_value(NUMBERS, DIF_VAR_EXECNAME, string);
	program.actions[NUMBERS + 1] = (struct dof_actdesc){
		.difo = DOF_NO_SECTION,
		.strtab = DOF_NO_SECTION,
		.kind = DTRACEACT_STACK,
		.arg = FRAMES,
		.uarg = NUMBERS + 2,
	};
	/* Last and only if asked for, see finish_program. */
	add_load(NUMBERS + 2, number);
}

static void finish_program(void)
{
	static const uint8_t ident[DOF_ID_SIZE] = {
		0x7f, 'D', 'O', 'F', DOF_MODEL_LP64, DOF_ENCODE_LSB, DOF_VERSION_2, DIF_VERSION,
		DIF_INT_REGS, DIF_TUPLE_REGS
	};
	unsigned int actions = program.address ? ACTIONS : ACTIONS - 1;

	memcpy(program.header.ident, ident, sizeof(ident));
	program.header.hdrsize = sizeof(program.header);
	program.header.secsize = sizeof(program.sections[0]);
	program.header.secoff = offsetof(struct program, sections);
	program.header.secnum = FIRST_OBJECT + 2 * ACTIONS;
	program.header.loadsz = program.header.filesz = sizeof(program);
	program.clause = (struct dof_ecbdesc){ .probes = PROBES, .pred = DOF_NO_SECTION,
					       .actions = ACTION_TABLE };
	program.options[0] = (struct dof_optdesc){ DTRACEOPT_BUFSIZE, DOF_NO_SECTION, BUFFER };
	set_section(STRINGS, DOF_SECT_STRTAB, program.strings, 1, sizeof(program.strings));
	set_section(PROBES, DOF_SECT_PROBEDESC, program.probes, sizeof(program.probes[0]),
		    probe_count);
	set_section(ACTION_TABLE, DOF_SECT_ACTDESC, program.actions, sizeof(program.actions[0]),
		    actions);
	set_section(ADDRESS, DOF_SECT_INTTAB, &program.address, sizeof(program.address), 1);
	set_section(CLAUSE, DOF_SECT_ECBDESC, &program.clause, sizeof(program.clause), 1);
	set_section(OPTIONS, DOF_SECT_OPTDESC, program.options, sizeof(program.options[0]), 1);
}

static void enable(void)
{
	struct dtrace_ioc_enable request = { .dof = (uint64_t)&program, .size = sizeof(program) };
	double start = now();

	if (ioctl(device, DTRACEIOC_ENABLE, &request)) {
		fprintf(stderr, "provider-trace: refused: %s\n", request.message);
		fail("ENABLE");
	}
	fprintf(stderr, "# matched %u in %.3f s\n", request.matched, now() - start);
	if (!request.matched)
		exit(1);
}

/* --- what comes back ------------------------------------------------------------------- */

/* Descriptions of enabled probes, by their number. */
static struct described {
	struct dtrace_ioc_eprobe probe;
	struct dtrace_record_desc records[ACTIONS];
} *described;
static unsigned int described_count;

static const struct described *describe(dtrace_epid_t epid)
{
	struct described *one;

	if (epid >= described_count) {
		described = realloc(described, (epid + 1) * sizeof(*described));
		memset(described + described_count, 0,
		       (epid + 1 - described_count) * sizeof(*described));
		described_count = epid + 1;
	}
	one = &described[epid];
	if (one->probe.epid)
		return one;
	one->probe.epid = epid;
	one->probe.count = ACTIONS;
	one->probe.records = (uint64_t)one->records;
	if (ioctl(device, DTRACEIOC_EPROBE, &one->probe))
		fail("EPROBE");
	return one;
}

static unsigned int count_frames(const char *data)
{
	uint64_t frames[FRAMES];
	unsigned int count = 0;

	memcpy(frames, data, sizeof(frames));
	while (count < FRAMES && frames[count])
		count++;
	return count;
}

static void print_firing(unsigned int cpu, const char *data)
{
	const struct dtrace_firing_header *header = (const void *)data;
	const struct described *one = describe(header->epid);
	const struct dtrace_probe_desc *probe = &one->probe.desc;

	if (key) {
		printf("%s %s:%s\n", key, probe->function, probe->name);
		return;
	}
	printf("%u %s:%s", cpu, probe->function, probe->name);
	for (unsigned int i = 0; i < NUMBERS; i++)
		printf(" %" PRId64, *(const int64_t *)(data + one->records[i].offset));
	printf(" %u %s\n", count_frames(data + one->records[NUMBERS + 1].offset),
	       data + one->records[NUMBERS].offset);
}

static void snapshot(unsigned int cpu, char *buffer)
{
	struct dtrace_ioc_snapshot request = { .cpu = cpu, .buffer = (uint64_t)buffer,
					       .capacity = BUFFER };
	uint64_t at = 0;

	if (ioctl(device, DTRACEIOC_BUFSNAP, &request)) {
		if (errno == ENOENT || errno == ENXIO)
			return; /* this CPU is not up */
		fail("BUFSNAP");
	}
	drops += request.drops;
	errors += request.errors;
	while (at < request.size) {
		const struct dtrace_firing_header *header = (const void *)(buffer + at);

		if (header->epid == DTRACE_EPID_PAD) {
			at += 8;
			continue;
		}
		print_firing(cpu, buffer + at);
		at += header->size;
	}
}

static void snapshot_all(void)
{
	static char *buffer;
	struct dtrace_ioc_conf conf;

	if (!buffer)
		buffer = malloc(BUFFER);
	if (ioctl(device, DTRACEIOC_CONF, &conf))
		fail("CONF");
	for (unsigned int cpu = 0; cpu < conf.cpus; cpu++)
		snapshot(cpu, buffer);
	fflush(stdout);
}

/* --- running ------------------------------------------------------------------------------ */

static int run_command(char **command)
{
	int status;
	pid_t child = fork();

	if (child < 0)
		fail("fork");
	if (child == 0) {
		dup2(2, 1); /* standard output is for what was traced */
		execvp(command[0], command);
		fail(command[0]);
	}
	while (waitpid(child, &status, WNOHANG) == 0) {
		snapshot_all();
		usleep(50000);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void trace(char **command, double seconds)
{
	struct dtrace_ioc_cpu cpu = { 0 };
	double start = now(), started;
	int status = 0;

	if (ioctl(device, DTRACEIOC_GO, &cpu))
		fail("GO");
	started = now();
	if (command)
		status = run_command(command);
	for (; seconds > 0; seconds -= 0.1) {
		usleep(100000);
		snapshot_all();
	}
	fprintf(stderr, "# started in %.3f s\n", started - start);
	start = now();
	if (ioctl(device, DTRACEIOC_STOP, &cpu))
		fail("STOP");
	fprintf(stderr, "# stopped in %.3f s\n", now() - start);
	snapshot_all();
	fprintf(stderr, "# drops %" PRIu64 " errors %" PRIu64 " status %d\n", drops, errors, status);
}

static void list(const char *pattern)
{
	static char buffer[1 << 20];
	struct dtrace_ioc_probes request = { .start = 1, .flags = DTRACE_PROBES_PROVIDE,
					     .buffer = (uint64_t)buffer, .size = sizeof(buffer) };
	char copy[512], *rest = copy;
	const char *part;

	snprintf(copy, sizeof(copy), "%s", pattern);
	part = strsep(&rest, ":");
	snprintf(request.pattern.provider, sizeof(request.pattern.provider), "%s", part ?: "");
	part = strsep(&rest, ":");
	snprintf(request.pattern.module, sizeof(request.pattern.module), "%s", part ?: "");
	part = strsep(&rest, ":");
	snprintf(request.pattern.function, sizeof(request.pattern.function), "%s", part ?: "");
	part = strsep(&rest, ":");
	snprintf(request.pattern.name, sizeof(request.pattern.name), "%s", part ?: "");
	for (; request.start; request.start = request.next) {
		if (ioctl(device, DTRACEIOC_PROBES, &request) && errno != ENOSPC)
			fail("PROBES");
		for (uint64_t at = 0; at < request.used;) {
			const struct dtrace_packed_probe *one = (const void *)(buffer + at);
			const char *name = one->names;

			printf("%u", one->id);
			for (unsigned int i = 0; i < 4; i++, name += strlen(name) + 1)
				printf("%c%s", i ? ':' : ' ', name);
			printf("\n");
			at += one->length;
		}
	}
}

int main(int argc, char **argv)
{
	double seconds = 0;
	int option;

	device = open(DTRACE_DEVICE, O_RDWR);
	if (device < 0)
		fail(DTRACE_DEVICE);
	while ((option = getopt(argc, argv, "+l:s:k:d:")) != -1) {
		switch (option) {
		case 'l':
			list(optarg);
			return 0;
		case 's':
			seconds = atof(optarg);
			break;
		case 'd':
			program.address = strtoull(optarg, NULL, 0);
			break;
		case 'k':
			key = optarg;
			break;
		default:
			return 2;
		}
	}
	for (; optind < argc && strcmp(argv[optind - 1], "--") != 0; optind++) {
		if (strcmp(argv[optind], "--") == 0)
			continue;
		add_probe(argv[optind]);
	}
	add_values();
	finish_program();
	enable();
	trace(optind < argc ? argv + optind : NULL, seconds);
	return 0;
}
