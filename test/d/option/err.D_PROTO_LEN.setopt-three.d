/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * setopt() has two arguments at most
 */
BEGIN { setopt("a", "b", "c"); }
