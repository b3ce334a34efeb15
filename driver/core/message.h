/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Sentences for people, made without a C library. Any context. */
#ifndef DTRACE_CORE_MESSAGE_H
#define DTRACE_CORE_MESSAGE_H

#include <dtrace/types.h>

/*
 * Like snprintf for %s, %u (unsigned int), %d (int), %llu (unsigned long long), %x (unsigned int)
 * and
 * %%; always terminates when size > 0; bytes that do not fit are lost. NULL message or size 0:
 * nothing.
 */
void dtrace_message(char *message, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Digits of value in base 2..36, terminated; `to` holds 65 bytes. Returns the length. */
size_t dtrace_digits(char *to, uint64_t value, unsigned int base);

#endif
