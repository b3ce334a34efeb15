/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * amin: the data is less stable
 * @options: -x amin=Stable/Stable/Common
 */
BEGIN { trace(curthread); exit(0); }
