/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
int a[3];
BEGIN { a[3] = 1; }
