/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an offset past the function
 * @options: -c true
 */
pid$target:libc:malloc:fffff
{
}
