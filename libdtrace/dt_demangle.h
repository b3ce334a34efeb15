/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Readable names of C++ symbols. */
#ifndef DT_DEMANGLE_H
#define DT_DEMANGLE_H

#include <stdbool.h>

/* Is there a C++ library that can do it? */
bool dt_demangle_available(void);
/* The readable name, to be freed; NULL: it has none. */
char *dt_demangle(const char *name);

#endif
