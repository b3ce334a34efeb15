/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * /dev/dtrace/helper: how a process tells of its own static probes. Anybody may open it; what is
 * said concerns the caller's process only and ends with it (or its exec). A child made by fork has
 * what its parent had.
 */
#ifndef DTRACE_HELPER_H
#define DTRACE_HELPER_H

#include <dtrace/types.h>

#define DTRACE_HELPER_PATH "/dev/dtrace/helper"

#define DTRACEHIOC(n)	  ((('d' << 24) | ('t' << 16) | ('h' << 8)) | (n))
#define DTRACEHIOC_REMOVE DTRACEHIOC(2) /* argument: a generation */
#define DTRACEHIOC_ADDDOF DTRACEHIOC(3) /* struct dof_helper; returns the generation, > 0 */

#define DOF_HELPER_MODULE 64

/* One layout for 32- and 64-bit programs. */
struct dof_helper {
	char mod[DOF_HELPER_MODULE]; /* "": the file the probes are in */
	uint64_t addr;		     /* added to the addresses in the image */
	uint64_t dof; /* address of the image; dof_header.filesz says how long it is */
};

/* Of one image and one process; beyond that the call is refused with E2BIG, ENOSPC. */
#define DTRACE_HELPER_DOF_MAX	 (4u << 20)
#define DTRACE_HELPER_IMAGES_MAX 1024
#define DTRACE_HELPER_PROBES_MAX 8192
#define DTRACE_HELPER_SITES_MAX	 65536

#define DTRACE_HELPER_ARGUMENTS 1024 /* bytes of the descriptors of one site */

#endif
