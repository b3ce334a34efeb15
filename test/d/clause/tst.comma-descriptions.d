/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * comma descriptions
 */
dtrace:::BEGIN, dtrace:::END { printf("%s\n", probename); }
BEGIN { exit(0); }
