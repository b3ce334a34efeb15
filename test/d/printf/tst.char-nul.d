/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %c of 0 is a NUL byte
 */
BEGIN { printf("[%c]", 0); exit(0); }
