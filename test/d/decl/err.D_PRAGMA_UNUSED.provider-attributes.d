/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * attributes of a provider that is not declared
 */
#pragma D attributes Evolving/Evolving/Common provider myprov name

BEGIN { exit(0); }
