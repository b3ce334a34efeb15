/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what does not fit is dropped and told
 * @options: -x specsize=64
 * @only: process
 */
BEGIN { s = speculation(); }
BEGIN { speculate(s); trace("0123456789"); }
BEGIN { commit(s); }
BEGIN { exit(0); }
