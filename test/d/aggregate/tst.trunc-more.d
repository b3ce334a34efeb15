/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc() to more than there are removes none
 */
BEGIN { @["a"] = sum(1); @["b"] = sum(2); trunc(@, 10); exit(0); }
