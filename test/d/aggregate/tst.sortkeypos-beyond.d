/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a key that is not there is the first
 * @options: -x aggsortkey -x aggsortkeypos=9
 */
BEGIN { @[2, "a"] = count(); @[1, "b"] = count(); exit(0); }
