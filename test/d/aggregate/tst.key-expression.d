/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * keys are expressions
 */
BEGIN { this->n = 5; @[this->n * 2, strjoin("a", "b")] = count(); @[10, "ab"] = count(); exit(0); }
