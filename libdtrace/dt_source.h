/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Where D text comes from: files, the preprocessor, libraries. */
#ifndef DT_SOURCE_H
#define DT_SOURCE_H

#include <stdio.h>
#include "dt_impl.h"

struct dt_text {
	char *text; /* NUL-terminated; malloc'ed by the functions here */
	size_t size;
	const char *name; /* NULL: command line */
	bool library;
};

/* Fill text and size. 0, or -1 with the error on the handle. */
int dt_source_read(struct dtrace_hdl *hdl, FILE *file, struct dt_text *text);
int dt_source_preprocess(struct dtrace_hdl *hdl, FILE *file, struct dt_text *text); /* dt_cpp.c */

/* Compile all libraries, once per handle (dt_library.c). */
int dt_libraries_load(struct dtrace_hdl *hdl);
/* skipped: -1 was returned because something it depends on is missing. */
int dt_compile_library(struct dtrace_hdl *hdl, const struct dt_text *text, bool *skipped);

#endif
