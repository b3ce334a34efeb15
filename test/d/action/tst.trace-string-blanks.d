/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * blanks, tabs and bells are text
 */
BEGIN { trace("a\tb c\a"); exit(0); }
