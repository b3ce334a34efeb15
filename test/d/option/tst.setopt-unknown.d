/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * setopt() of an unknown option is told, and tracing goes on
 */
BEGIN { setopt("nosuch"); setopt("nosuch", "1"); trace("on"); exit(0); }
