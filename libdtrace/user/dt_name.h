/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names of static probes. For those who may not include dt_user.h, whose types the compiler has too. */
#ifndef DT_NAME_H
#define DT_NAME_H

#include <stdbool.h>
#include <stddef.h>

/* What D calls a static probe: "query__start" is query-start. false: too long for `to`. */
bool dt_usdt_d_name(const char *name, char *to, size_t size);

#endif
