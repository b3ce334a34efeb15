/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * count() over several clauses
 */
BEGIN { @ = count(); }
BEGIN { @ = count(); }
BEGIN { @ = count(); exit(0); }
