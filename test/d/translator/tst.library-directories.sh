#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Where libraries come from: syslibdir instead of the system's, -L after it, nolibs none; and one that
# depends on what is not there is left out.

run() {
	# shellcheck disable=SC2086
	"$dtrace" $options -q "$@" 2>messages && return
	grep -o 'failed to resolve [A-Za-z_]*' messages
}

mkdir system extra
echo 'inline int FIRST = 1;' >system/first.d
printf '#pragma D depends_on library first.d\ninline int SECOND = FIRST + 1;\n' >extra/a-second.d
printf '#pragma D depends_on module no_such_module\ninline int THIRD = 3;\n' >extra/third.d
printf '#pragma D depends_on library third.d\ninline int FOURTH = THIRD + 1;\n' >extra/a-fourth.d

run -n 'BEGIN { printf("%d\n", ENOENT); exit(0); }'
run -x nolibs -n 'BEGIN { printf("%d\n", ENOENT); exit(0); }'
run -x syslibdir=system -n 'BEGIN { printf("%d\n", FIRST); exit(0); }'
run -x syslibdir=system -n 'BEGIN { printf("%d\n", ENOENT); exit(0); }'
run -L extra -x syslibdir=system -n 'BEGIN { printf("%d %d\n", FIRST, SECOND); exit(0); }'
run -L system -n 'BEGIN { printf("%d %d\n", FIRST, ENOENT); exit(0); }'
run -L extra -x syslibdir=system -n 'BEGIN { printf("%d\n", THIRD); exit(0); }'
run -L extra -x syslibdir=system -n 'BEGIN { printf("%d\n", FOURTH); exit(0); }'
# shellcheck disable=SC2086
"$dtrace" $options -qL nowhere -n 'BEGIN { exit(0); }' 2>&1
