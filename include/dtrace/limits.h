/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Sizes that the compiler, the engine and the consumer must agree on.
 * All lengths of names include the terminating NUL.
 */
#ifndef DTRACE_LIMITS_H
#define DTRACE_LIMITS_H

#define DTRACE_PROVIDER_LEN 64
#define DTRACE_MODULE_LEN 64
#define DTRACE_FUNCTION_LEN 256 /* Linux symbols and mangled C++ names are long */
#define DTRACE_NAME_LEN 64
#define DTRACE_ARGTYPE_LEN 128

#define DTRACE_ARGS_MAX 10 /* arg0 .. arg9 */

#define DTRACE_DOF_MAX (8u << 20)      /* bytes of one DOF image */
#define DTRACE_DIFO_MAX (256u << 10)   /* bytes of one DIF object: code + tables */
#define DTRACE_STATIC_MAX (16u << 10)  /* bytes of one global or this-> variable */
#define DTRACE_TUPLE_MAX 64	       /* members of an aggregation's key */
#define DTRACE_RECORDS_MAX 4096	       /* records of one ECB */
#define DTRACE_STRSIZE_DEFAULT 256
#define DTRACE_STRSIZE_MAX (64u << 10)
#define DTRACE_FRAMES_MAX 512 /* frames of one stack() or ustack() */

#endif
