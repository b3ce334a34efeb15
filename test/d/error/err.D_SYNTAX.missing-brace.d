/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an unfinished clause
 */
BEGIN { x = 1;
