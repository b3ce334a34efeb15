/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * avg(5) after clear() is 0
 */
BEGIN { @ = avg(5); exit(0); }
END { clear(@); }
