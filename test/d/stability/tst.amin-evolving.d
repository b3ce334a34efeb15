/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * amin=Evolving/Evolving/Common lets a stable program pass
 * @options: -x amin=Evolving/Evolving/Common
 */
BEGIN { printf("%d\n", pid > 0); exit(0); }
