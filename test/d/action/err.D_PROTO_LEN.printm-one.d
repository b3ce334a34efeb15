/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printm() has two arguments
 */
BEGIN { printm(4); }
