/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A BPF program on a function of the kernel while a command runs; then how often it ran: "ran N".
 *
 *	bpf fentry|fexit FUNCTION COMMAND [ARG]...
 *
 * By bpf(2) alone. The program does nothing; the kernel counts its runs
 * (kernel.bpf_stats_enabled=1). Status 2: the kernel has no BTF or no such function; 1: it refuses
 * the program.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/btf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int bpf(enum bpf_cmd command, union bpf_attr *attr)
{
	return (int)syscall(SYS_bpf, command, attr, sizeof(*attr));
}

static void *read_file(const char *path, size_t *size)
{
	size_t room = 1 << 20;
	char *bytes = malloc(room);
	ssize_t count;
	int file = open(path, O_RDONLY);

	*size = 0;
	while (file >= 0 && bytes && (count = read(file, bytes + *size, room - *size)) > 0) {
		*size += (size_t)count;
		if (*size == room)
			bytes = realloc(bytes, room *= 2);
	}
	if (file >= 0)
		close(file);
	return bytes;
}

/* Bytes behind struct btf_type, by kind; those with members: for each. */
static size_t rest_of(const struct btf_type *type)
{
	static const uint8_t fixed[32] = {[1] = 4, [3] = 12, [14] = 4, [17] = 4};
	static const uint8_t each[32] = {
		[4] = 12, [5] = 12, [6] = 8, [13] = 8, [15] = 12, [19] = 12};
	unsigned int kind = type->info >> 24 & 31;

	return fixed[kind] + (size_t)each[kind] * (type->info & 0xffff);
}

/* The number of the function among the kernel's types; 0: there is none. */
static uint32_t function_id(const char *name)
{
	size_t size, at = 0;
	const char *bytes = read_file("/sys/kernel/btf/vmlinux", &size), *types, *strings;
	const struct btf_header *header = (const void *)bytes;
	uint32_t id = 1;

	if (!bytes || size < sizeof(*header) || header->magic != 0xeb9f)
		return 0;
	types = bytes + header->hdr_len + header->type_off;
	strings = bytes + header->hdr_len + header->str_off;
	for (; at < header->type_len; id++) {
		const struct btf_type *type = (const void *)(types + at);

		if ((type->info >> 24 & 31) == BTF_KIND_FUNC &&
		    !strcmp(strings + type->name_off, name))
			return id;
		at += sizeof(*type) + rest_of(type);
	}
	return 0;
}

/* return 0; */
static int load(uint32_t function, enum bpf_attach_type where)
{
	static const struct bpf_insn code[] = {
		{.code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0},
		{.code = BPF_JMP | BPF_EXIT},
	};
	static char log[4096];
	union bpf_attr attr = {
		.prog_type = BPF_PROG_TYPE_TRACING,
		.insns = (uintptr_t)code,
		.insn_cnt = 2,
		.license = (uintptr_t) "GPL",
		.expected_attach_type = where,
		.attach_btf_id = function,
		.log_buf = (uintptr_t)log,
		.log_size = sizeof(log),
		.log_level = 1,
	};
	int program = bpf(BPF_PROG_LOAD, &attr);

	if (program < 0)
		fprintf(stderr, "bpf: not loaded: %s\n%s", strerror(errno), log);
	return program;
}

static int attach(int program)
{
	union bpf_attr attr = {.raw_tracepoint = {.prog_fd = (uint32_t)program}};
	int link = bpf(BPF_RAW_TRACEPOINT_OPEN, &attr);

	if (link < 0)
		fprintf(stderr, "bpf: not attached: %s\n", strerror(errno));
	return link;
}

static unsigned long long runs(int program)
{
	struct bpf_prog_info info = {.type = 0};
	union bpf_attr attr = {.info = {.bpf_fd = (uint32_t)program,
					.info_len = sizeof(info),
					.info = (uintptr_t)&info}};

	return bpf(BPF_OBJ_GET_INFO_BY_FD, &attr) ? 0 : info.run_cnt;
}

static int run(char **command)
{
	pid_t child = fork();
	int status = -1;

	if (child == 0) {
		execvp(*command, command);
		_exit(127);
	}
	waitpid(child, &status, 0);
	return status;
}

int main(int argc, char **argv)
{
	uint32_t function;
	int program, link;

	if (argc < 4) {
		fprintf(stderr, "usage: bpf fentry|fexit FUNCTION COMMAND [ARG]...\n");
		return 2;
	}
	function = function_id(argv[2]);
	if (!function) {
		fprintf(stderr, "bpf: no function %s\n", argv[2]);
		return 2;
	}
	program = load(function, strcmp(argv[1], "fexit") ? BPF_TRACE_FENTRY : BPF_TRACE_FEXIT);
	link = program < 0 ? -1 : attach(program);
	if (link < 0)
		return 1;
	run(argv + 3);
	printf("ran %llu\n", runs(program));
	close(link);
	close(program);
	return 0;
}
