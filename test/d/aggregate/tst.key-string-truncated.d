/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * string keys that differ beyond strsize are one
 * @options: -x strsize=8
 */
BEGIN { @[x = "0123456A"] = count(); @[x = "0123456B"] = count(); exit(0); }
