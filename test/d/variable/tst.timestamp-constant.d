/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * timestamp does not change within one firing
 */
BEGIN { this->t = timestamp; }
BEGIN { printf("%d\n", this->t == timestamp); exit(0); }
