/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * amin: the class of what it depends on is less common
 * @options: -x amin=Stable/Stable/Common
 */
#pragma D attributes Stable/Stable/CPU x
int x;

BEGIN { x = 1; exit(0); }
