# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Output that cannot be written ends the command: one line that says why, status 1.
set -f

# run ARGUMENTS…: into a full disk.
run() {
	"$dtrace" $options "$@" 2>&1 >/dev/full
	echo "status $?"
}

run -qn 'tick-1ms { printf("x\n"); }'
run -qn 'BEGIN { @ = count(); exit(0); }'
run -l -P dtrace
run -V
# -o and freopen() are output as well.
"$dtrace" $options -o /dev/full -qn 'BEGIN { printf("x\n"); exit(0); }' 2>&1
echo "status $?"
"$dtrace" $options -wqn 'BEGIN { freopen("/dev/full"); printf("x\n"); exit(0); }' 2>&1
echo "status $?"
