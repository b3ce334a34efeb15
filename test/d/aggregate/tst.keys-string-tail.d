/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what lies behind the end of a string does not count
 */
BEGIN { this->s = "abcdef"; @[this->s] = count(); this->s = "ab"; @[this->s] = count(); this->s = substr("abcdef", 0, 2); @[this->s] = count(); exit(0); }
