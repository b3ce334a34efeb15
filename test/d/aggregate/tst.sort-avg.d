/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * averages are compared as quotients
 */
BEGIN { @["big sum"] = avg(10); @["big sum"] = avg(20); @["big average"] = avg(16); @["small"] = avg(1); exit(0); }
