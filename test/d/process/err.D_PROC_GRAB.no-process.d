/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * there is no process of that number
 */
pid2147483646:a.out:main:entry
{
}
