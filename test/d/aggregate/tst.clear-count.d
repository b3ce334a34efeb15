/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * count() after clear() is 0
 */
BEGIN { @ = count(); exit(0); }
END { clear(@); }
