/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Memory for the engine in a process, and fault-safe loads.
 *
 * Large blocks come straight from mmap(2): the kernel zeroes their pages when they
 * are first touched, so that a bufsize of many MiB costs only what is used. Small
 * ones come from the heap. A header before each block remembers which it is.
 *
 * A bad address in a D program must not kill the process that runs it: loads
 * go through process_vm_readv(2) on ourselves, which reports EFAULT; where a seccomp
 * filter forbids that call, through write(2) into a pipe, which does too.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>
#include <fcntl.h>

#include "driver/core/host.h"
#include "process.h"

#define BLOCK_ALIGN 64
#define BLOCK_MMAP_MIN (128u << 10)

struct block {
	size_t mapped; /* bytes to unmap, 0: from the heap */
};

void *host_alloc(size_t size)
{
	struct block *block;
	size_t total;

	if (__builtin_add_overflow(size, BLOCK_ALIGN, &total))
		return NULL;
	if (total >= BLOCK_MMAP_MIN) {
		block = mmap(NULL, total, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
			     0);
		if (block == MAP_FAILED)
			return NULL;
		block->mapped = total;
	} else {
		if (posix_memalign((void **)&block, BLOCK_ALIGN, total))
			return NULL;
		memset(block, 0, total);
	}
	return (char *)block + BLOCK_ALIGN;
}

void host_free(void *memory)
{
	struct block *block;

	if (!memory)
		return;
	block = (struct block *)((char *)memory - BLOCK_ALIGN);
	if (block->mapped)
		munmap(block, block->mapped);
	else
		free(block);
}

/* A pipe per thread would be cleaner still, but only processes under an odd seccomp filter come here. */
static pthread_mutex_t pipe_lock = PTHREAD_MUTEX_INITIALIZER;
static int pipe_ends[2] = {-1, -1};

static int load_through_pipe(void *to, uint64_t address, size_t size)
{
	char *at = to;
	int error = 0;

	pthread_mutex_lock(&pipe_lock);
	if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC))
		error = -EFAULT;
	while (size && !error) {
		size_t piece = size < 4096 ? size : 4096;
		ssize_t done = write(pipe_ends[1], (const void *)(uintptr_t)address, piece);

		if (done <= 0 || read(pipe_ends[0], at, done) != done) {
			error = -EFAULT;
			break;
		}
		at += done;
		address += done;
		size -= done;
	}
	pthread_mutex_unlock(&pipe_lock);
	return error;
}

int host_load(void *to, uint64_t address, size_t size)
{
	struct iovec local = {to, size};
	struct iovec remote = {(void *)(uintptr_t)address, size};
	ssize_t done;

	if (!size)
		return 0;
	done = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
	if (done == (ssize_t)size)
		return 0;
	if (done < 0 && (errno == EPERM || errno == ENOSYS))
		return load_through_pipe(to, address, size);
	return -EFAULT;
}

/* Of the traced process whose probe fires; else of this one. */
int host_load_user(void *to, uint64_t address, size_t size)
{
	if (process_current)
		return size ? process_load(process_current, to, address, size) : 0;
	return host_load(to, address, size);
}

int host_store_user(uint64_t address, const void *from, size_t size)
{
	struct iovec local = {(void *)from, size};
	struct iovec remote = {(void *)(uintptr_t)address, size};

	if (!size)
		return 0;
	if (process_current)
		return process_store(process_current, address, from, size);
	return process_vm_writev(getpid(), &local, 1, &remote, 1, 0) == (ssize_t)size ? 0 :
											 -EFAULT;
}

/* The caller of the control interface is in this process and in libdtrace: its pointers are good. */
int host_copy_in(void *to, uint64_t address, size_t size)
{
	memcpy(to, (const void *)(uintptr_t)address, size);
	return 0;
}

int host_copy_out(uint64_t address, const void *from, size_t size)
{
	memcpy((void *)(uintptr_t)address, from, size);
	return 0;
}
