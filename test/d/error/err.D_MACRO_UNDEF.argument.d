/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a macro argument that was not given
 */
BEGIN { trace($1); }
