/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The version of this build, in one place for the driver and the library.
 */
#ifndef DTRACE_VERSION_H
#define DTRACE_VERSION_H

#ifndef DTRACE_RELEASE
#define DTRACE_RELEASE "0.1"
#endif

#endif
