/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the start-up code needs of a libc. It includes no header of one: it is built for programs whose
 * libc, or whose 32-bit half of it, is not here.
 */
#ifndef DTRACE_USDT_LIBC_H
#define DTRACE_USDT_LIBC_H

#include <dtrace/types.h>

int open(const char *path, int flags, ...);
int close(int file);
int ioctl(int file, unsigned long command, ...);
int dprintf(int file, const char *format, ...);
char *secure_getenv(const char *name);
void *calloc(size_t count, size_t size);
void free(void *memory);
void *memcpy(void *to, const void *from, size_t size);
int strcmp(const char *a, const char *b);
size_t strlen(const char *text);

#endif
