/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc(@, 0) removes all
 */
BEGIN { @[1] = count(); @[2] = count(); trunc(@, 0); exit(0); }
