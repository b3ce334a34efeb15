/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every form of a description that means BEGIN
 */
dtrace:::BEGIN { printf("1\n"); }
dtrace*:::BEGIN { printf("2\n"); }
*:::BEG?N { printf("3\n"); }
::BEGIN { printf("4\n"); }
d[a-t]race:::[!a-z]EGIN, dtrace:::END { printf("5\n"); }
1 { printf("6\n"); }
BEGIN { exit(0); }
