/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pragma option
 */
#pragma D option quiet
#pragma D option strsize=5
BEGIN { s = "abcdefgh"; printf("%s\n", s); exit(0); }
