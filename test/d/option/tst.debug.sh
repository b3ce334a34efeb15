# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# debug says what is done
# @only: process
"$dtrace" $options -x nolibs -x debug -qn "BEGIN { exit(0); }" 2>&1 | sed -E "s/DEBUG [0-9.]+/DEBUG N/; s/[0-9]+ bytes/N bytes/; s/CPU [0-9]+/CPU N/"
DTRACE_DEBUG=1 "$dtrace" $options -x nolibs -qn "BEGIN { exit(0); }" 2>&1 | grep -c "^libdtrace DEBUG" | sed "s/[1-9][0-9]*/some/"
