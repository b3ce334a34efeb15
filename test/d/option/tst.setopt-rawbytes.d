/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rawbytes while tracing
 * @options: -x strsize=16
 */
BEGIN { trace("ab"); setopt("rawbytes"); trace("ab"); setopt("rawbytes", "off"); trace("ab"); exit(0); }
