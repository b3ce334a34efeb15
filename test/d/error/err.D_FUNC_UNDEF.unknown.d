/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an unknown function
 */
BEGIN { nosuchfunc(1); }
