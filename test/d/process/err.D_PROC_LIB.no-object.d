/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an object the process has not
 * @options: -c true
 */
pid$target:libnosuch:malloc:entry
{
}
