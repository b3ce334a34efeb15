# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# DTRACE_OPT_name=value sets an option; the command line has the last word
# @only: process
export DTRACE_OPT_strsize=4
"$dtrace" $options -qn "BEGIN { trace(\"abcdef\"); exit(0); }"
"$dtrace" $options -x strsize=6 -qn "BEGIN { trace(\"abcdef\"); exit(0); }"
DTRACE_OPT_quiet= "$dtrace" $options -n "BEGIN { trace(\"quiet\"); exit(0); }" 2>&1
DTRACE_OPT_quiet=yes "$dtrace" $options -n "BEGIN { trace(\"quiet\"); exit(0); }" 2>&1
DTRACE_OPT_nosuch=1 "$dtrace" $options -n "BEGIN { }" 2>&1
echo "status $?"
DTRACE_OPT_bufsize=x "$dtrace" $options -n "BEGIN { }" 2>&1
DTRACE_OPT_aggrate=7 "$dtrace" $options -qn "BEGIN { exit(0); }" 2>&1
