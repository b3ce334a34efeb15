/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * integer keys are compared unsigned
 * @options: -x aggsortkey
 */
BEGIN { @[-1] = count(); @[1] = count(); @[0] = count(); exit(0); }
