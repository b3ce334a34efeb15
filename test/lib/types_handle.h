/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A handle with nothing but types, for tests of dt_type*.c: the two functions of other files that
 * types need (dt_set_error, dt_option) are replaced by the simplest that can be.
 */
#ifndef TYPES_HANDLE_H
#define TYPES_HANDLE_H

#include "../../libdtrace/dt_type_impl.h"

struct dtrace_hdl *types_handle_open(int open_flags);
void types_handle_close(struct dtrace_hdl *hdl);

#endif
