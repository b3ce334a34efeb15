/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pid alone names no process
 */
pid:libc:malloc:entry
{
}
