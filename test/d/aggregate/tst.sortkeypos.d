/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * aggsortkeypos says which key counts first
 * @options: -x aggsortkey -x aggsortkeypos=1
 */
BEGIN { @[1, "b"] = count(); @[2, "a"] = count(); @[0, "c"] = count(); exit(0); }
