/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * narrow keys have the sign of their type
 */
BEGIN { @[(unsigned char)200, (char)-56, (unsigned short)65535, (short)-1] = count(); exit(0); }
