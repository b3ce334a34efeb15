/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * NULL is no string: reading one through it is a fault, in a record and in every subroutine
 */
BEGIN { printf("%s", strchr("abc", 'd')); }
BEGIN { trace(strtok("", " ")); }
BEGIN { this->n = strlen(strstr("abc", "d")); printf("not reached"); }
BEGIN { this->s = strjoin("a", json("{}", "b")); printf("not reached"); }
BEGIN { this->n = index(strrchr("abc", 'd'), "a"); printf("not reached"); }
BEGIN { this->s = basename(strtok("", " ")); printf("not reached"); }
BEGIN { @[strchr("abc", 'd')] = count(); }
BEGIN { printf("end\n"); exit(0); }
