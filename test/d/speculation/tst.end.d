/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * END commits
 */
BEGIN { s = speculation(); }
BEGIN { speculate(s); printf("late"); exit_soon = 1; }
tick-10ms { exit(0); }
END { commit(s); }
