/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the argument of .* is missing
 */
BEGIN { printf("%.*s"); }
