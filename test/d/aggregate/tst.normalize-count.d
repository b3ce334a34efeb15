/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * normalize() of count()
 */
BEGIN { @ = count(); @ = count(); @ = count(); normalize(@, 2); exit(0); }
