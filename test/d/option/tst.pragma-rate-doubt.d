/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a bare number in a pragma is doubted as well
 */
#pragma D option switchrate=10
BEGIN { exit(0); }
