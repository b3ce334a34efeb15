/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an enumerator as a key is its number
 */
enum e { A = 3, B };
enum e v;

BEGIN { v = B; @[v] = count(); exit(0); }
