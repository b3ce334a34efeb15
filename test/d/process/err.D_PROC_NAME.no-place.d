/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a name that is no place in a function
 * @options: -c true
 */
pid$target:libc:malloc:enter
{
}
