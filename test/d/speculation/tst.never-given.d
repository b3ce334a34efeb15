/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * committing what speculation() never gave is an illegal operation
 */
BEGIN { commit(5); }
BEGIN { discard(7); }
BEGIN { exit(0); }
ERROR { printf("fault %d\n", arg4); }
