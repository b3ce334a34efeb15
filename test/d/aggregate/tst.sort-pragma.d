/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sort options as pragmas
 */
#pragma D option aggsortkey
#pragma D option aggsortrev=yes
BEGIN { @["b"] = sum(1); @["a"] = sum(2); exit(0); }
