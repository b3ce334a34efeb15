/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * setopt() of what is settled before tracing
 */
BEGIN { setopt("bufsize", "1m"); setopt("strsize", "10"); setopt("destructive"); exit(0); }
