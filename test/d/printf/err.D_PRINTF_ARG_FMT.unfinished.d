/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a conversion without its letter
 */
BEGIN { printf("%5"); }
