/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a fill buffer that does not fill is printed at the end
 * @options: -x bufpolicy=fill
 */
BEGIN { printf("a "); }
tick-10ms { printf("b "); exit(0); }
END { printf("c"); }
