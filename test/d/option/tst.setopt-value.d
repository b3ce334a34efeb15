/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * setopt() with a bad value
 */
BEGIN { setopt("aggrate", "soon"); trace("on"); exit(0); }
