/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * distributions are compared by what they amount to
 */
BEGIN { @["two small"] = quantize(2); @["two small"] = quantize(2); @["one large"] = quantize(1024); @["negative"] = quantize(-5); exit(0); }
