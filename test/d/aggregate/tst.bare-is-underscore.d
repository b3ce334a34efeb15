/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * @ and @_ are one
 */
BEGIN { @ = sum(1); @_ = sum(2); exit(0); }
