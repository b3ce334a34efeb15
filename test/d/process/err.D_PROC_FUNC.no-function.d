/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a function the object has not
 * @options: -c true
 */
pid$target:libc:no_such_function:entry
{
}
