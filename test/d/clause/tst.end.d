/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * END runs after exit(), whose value is the exit status
 * @status: 3
 */
BEGIN { printf("begin\n"); exit(3); }
END { printf("end\n"); }
