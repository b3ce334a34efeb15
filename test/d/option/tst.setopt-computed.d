/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the arguments of setopt() may be computed
 */
BEGIN { setopt(strjoin("aggsort", "rev"), "yes"); @[1] = sum(1); @[2] = sum(2); exit(0); }
