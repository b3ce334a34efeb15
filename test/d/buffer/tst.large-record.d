/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a record of many kilobytes
 * @options: -x strsize=20000
 */
BEGIN { this->s = strjoin("0123456789", "abcdefghij"); trace(this->s); trace(strlen(this->s)); exit(0); }
