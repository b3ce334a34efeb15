/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * END does not fit
 * @options: -x bufpolicy=fill -b 256
 * @status: 1
 */
BEGIN { }
END { trace("x"); }
