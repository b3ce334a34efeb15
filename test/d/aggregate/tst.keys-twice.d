/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * keys are the same whatever clause they come from
 */
BEGIN { @["x", 1] = count(); }
BEGIN { @["x", 1] = count(); exit(0); }
