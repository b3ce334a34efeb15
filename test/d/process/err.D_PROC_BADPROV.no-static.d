/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a process without static probes of that provider
 * @options: -c true
 */
nosuch$target:::
{
}
