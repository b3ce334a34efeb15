/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a number no process can have
 */
pid99999999999:a.out:main:entry
{
}
