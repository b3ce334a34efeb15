/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a firing that does not fit into the buffer
 * @options: -b 64
 * @status: 1
 */
BEGIN { trace("x"); }
