/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * nspec=0: there is none
 * @options: -x nspec=0
 */
BEGIN { trace(speculation()); exit(0); }
