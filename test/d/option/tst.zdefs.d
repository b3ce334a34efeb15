/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * zdefs: what matches nothing
 * @options: -x zdefs
 */
nosuch:::probe { trace(1); }
BEGIN { exit(0); }
