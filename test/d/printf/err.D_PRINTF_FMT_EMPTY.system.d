/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * system() of nothing
 */
BEGIN { system(""); }
