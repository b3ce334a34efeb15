/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * more speculations than nspec
 * @options: -x nspec=2
 */
BEGIN { a = speculation(); b = speculation(); c = speculation(); d = speculation(); printf("%d %d %d %d", a, b, c, d); exit(0); }
