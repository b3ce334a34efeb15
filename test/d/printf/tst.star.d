/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * width and precision as arguments
 */
BEGIN { w = 6; printf("[%*d][%-*d][%.*s][%*.*s]\n", w, 42, w, 42, 2, "abc", w, 1, "abc"); exit(0); }
