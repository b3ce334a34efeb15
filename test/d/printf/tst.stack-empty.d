/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %k of a stack with no frames
 * @only: process
 */
BEGIN { @[stack()] = count(); printa("<%k>%@d\n", @); exit(0); }
