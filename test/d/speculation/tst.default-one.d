/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * without nspec there is one
 */
BEGIN { printf("%d %d\n", speculation(), speculation()); exit(0); }
