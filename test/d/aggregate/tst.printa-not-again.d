/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what printa() printed is not printed at the end
 */
BEGIN { @a = sum(1); @b = sum(2); printa(@a); exit(0); }
