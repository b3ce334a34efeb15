/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a provider that is not there
 */
nosuchprovider:::x
{
}
