/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strings are compared byte by byte
 * @options: -x aggsortkey
 */
BEGIN { @["b"] = count(); @["B"] = count(); @["aa"] = count(); @["a"] = count(); @[""] = count(); exit(0); }
