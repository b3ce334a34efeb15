/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inline
 */
inline int answer = 6 * 7;
inline string name = "deep";
BEGIN { printf("%d %s\n", answer, name); exit(0); }
