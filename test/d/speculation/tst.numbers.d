/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * speculations are numbered from 1, 0 when none is left
 * @options: -x nspec=3
 */
BEGIN { printf("%d %d %d %d\n", speculation(), speculation(), speculation(), speculation()); exit(0); }
