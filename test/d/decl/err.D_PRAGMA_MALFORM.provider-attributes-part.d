/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * attributes of a part that providers do not have
 */
provider myprov { probe start(int); };

#pragma D attributes Evolving/Evolving/Common provider myprov colour

BEGIN { exit(0); }
