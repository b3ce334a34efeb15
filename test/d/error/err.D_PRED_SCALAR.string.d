/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string as predicate
 */
BEGIN /"abc"/ { exit(0); }
