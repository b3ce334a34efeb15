/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * min(5) after clear() is 0
 */
BEGIN { @ = min(5); exit(0); }
END { clear(@); }
