/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * attributes of a provider that are none
 */
provider myprov { probe start(int); };

#pragma D attributes Evolving/Often/Common provider myprov name

BEGIN { exit(0); }
