/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a translator that uses another, and an inline over both
 */
struct one { int x; };
struct two { int y; };
struct three { int z; };
translator struct two < int i > { y = i * 2; };
translator struct three < int i > { z = xlate <struct two>(i + 1).y + 1; };
inline int three_of[int n] = xlate <struct three>(n).z;
BEGIN { i = 4; printf("%d %d\n", three_of[i], three_of[i + 1] * 2); exit(0); }
