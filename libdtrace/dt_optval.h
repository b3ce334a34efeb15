/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* How values of options are written. Each returns 0, or -1 for text that is no such value. */
#ifndef DT_OPTVAL_H
#define DT_OPTVAL_H

#include <stdint.h>
#include <dtrace/probe.h>

/* 512, 64k, 4m, 1g, 2t (either case, powers of 1024). */
int dt_parse_size(const char *text, uint64_t *size);
/* 101hz, 5ms, 1sec, … ; a bare number is nanoseconds. 0hz is refused. */
int dt_parse_rate(const char *text, uint64_t *ns);
/* Decimal, octal or hexadecimal, not negative. */
int dt_parse_integer(const char *text, uint64_t *number);
/* Evolving/Evolving/Common */
int dt_parse_attribute(const char *text, struct dtrace_attribute *attribute);

#endif
