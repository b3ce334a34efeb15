/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a number that is no speculation is an illegal operation
 */
BEGIN { speculate(77); trace(1); }
BEGIN { commit(77); }
BEGIN { discard(77); }
BEGIN { exit(0); }
