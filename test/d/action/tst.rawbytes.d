/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rawbytes dumps everything
 * @options: -x rawbytes -x strsize=16
 */
BEGIN { trace("ab"); trace(3); exit(0); }
