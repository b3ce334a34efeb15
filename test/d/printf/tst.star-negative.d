/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a negative width is a minus
 */
BEGIN { printf("[%*d][%*s]\n", -6, 42, -6, "abc"); exit(0); }
