/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * macro arguments
 * @args: 5 two
 */
BEGIN { printf("%d %s %s\n", $1, $$2, $$1); exit(0); }
