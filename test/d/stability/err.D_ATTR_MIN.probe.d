/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * amin: the probe is less stable
 * @options: -x amin=Stable/Stable/Common
 */
tick-1s { exit(0); }
