/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a record larger than specsize is a speculative drop
 * @options: -x specsize=64
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("%s\n", "longer than the buffer is"); }
BEGIN { commit(self->s); }
BEGIN { exit(0); }
