/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * #line, # n and #ident are no errors
 */
#ident "anything"
#line 100 "elsewhere.d"
# 7 "there.d"
#
#pragma unknown to D
#pragma D option quiet /* a comment */
#pragma D attributes Evolving/Evolving/Common counted
BEGIN { counted = 1; printf("%d\n", counted); exit(0); }
