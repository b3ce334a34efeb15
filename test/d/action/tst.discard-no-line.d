/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * commit() and discard() print no line
 * @loud
 * @only: process
 */
BEGIN { commit(0); }
BEGIN { discard(0); }
BEGIN { exit(0); }
