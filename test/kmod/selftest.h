/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The self-test as a part of the module; see selftest.c. */
#ifndef DTRACE_TEST_SELFTEST_H
#define DTRACE_TEST_SELFTEST_H

int selftest_start(void);
void selftest_stop(void);

/* Asked by every allocation of the driver, see failing.h. */
_Bool selftest_allocation_fails(void);

#endif
