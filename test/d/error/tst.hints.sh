# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# What is wrong is said where people get it wrong: quotes, braces and slashes that are missing or too many, statements of C,
# a provider that is not followed by enough colons, a description without -n, what only -C knows, = for ==.
# @only: process
set -f
refused() { "$dtrace" $options -x errtags -n "$1" 2>&1; }
refused 'BEGIN { printf("hello); exit(0); }'
refused "BEGIN { trace('a); }"
refused 'BEGIN { printf("hello);
	exit(0); }'
refused 'BEGIN { exit(0);'
refused 'BEGIN { if (1) { trace(1);'
refused 'BEGIN { trace(1'
refused 'BEGIN { exit(0); } }'
refused 'BEGIN / pid == 3 { exit(0); }'
refused 'BEGIN / pid == 3'
refused 'BEGIN { while (1) { } }'
refused 'BEGIN { for (i = 0; i < 3; i++) { } }'
refused 'BEGIN { switch (x) { } }'
refused 'BEGIN { int x; x = 1; }'
refused 'BEGIN { x = 1; else { } }'
refused 'BEGIN { x = while; }'
refused 'dtrace:BEGIN'
refused 'profile:tick-7s'
refused 'profile:vmlinux:tick-7s'
refused 'nosuch:BEGIN'
refused '#define X 1'
refused '#warn'
refused 'BEGIN / pid = 3 / { }'
"$dtrace" $options 'BEGIN { exit(0); }' 2>&1
:
