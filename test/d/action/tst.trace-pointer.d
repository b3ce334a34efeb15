/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a pointer is traced as an integer
 */
BEGIN { trace((char *)16); trace(" "); trace((void *)0); exit(0); }
