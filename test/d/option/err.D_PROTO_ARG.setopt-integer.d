/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * setopt() wants strings
 */
BEGIN { setopt("aggrate", 1); }
