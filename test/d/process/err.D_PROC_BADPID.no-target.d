/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * without -c and -p $target is 0, which is no process
 */
pid$target:a.out:main:entry
{
}
