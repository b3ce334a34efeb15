/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize empty clear
 */
BEGIN { @ = quantize(5); exit(0); }
END { clear(@); }
