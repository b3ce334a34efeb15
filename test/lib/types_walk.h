/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Asks every question about every type of a BTF image: for the corruption test and the fuzzer. */
#ifndef TYPES_WALK_H
#define TYPES_WALK_H

#include "types_handle.h"
#include "../../libdtrace/dt_btf.h"

/* Every question about one type. */
void types_walk_type(struct dtrace_hdl *hdl, struct dt_type *type);
/* Opens, walks, forgets. True when the image was accepted. */
bool types_walk_image(struct dtrace_hdl *hdl, const void *image, size_t size);

#endif
