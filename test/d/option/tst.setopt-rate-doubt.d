/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * and one given to setopt()
 */
BEGIN { setopt("aggrate", "99"); exit(0); }
