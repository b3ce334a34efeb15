/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * only the first exit() counts, and END still runs
 * @status: 3
 */
BEGIN { exit(3); }
BEGIN { exit(4); }
END { printf("end\n"); }
