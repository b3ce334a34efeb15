/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * argref: arguments need not be used
 * @options: -x argref
 * @args: 1 2 3
 */
BEGIN { trace($1); exit(0); }
