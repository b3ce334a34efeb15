# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# A reader that has gone ends the command, soon and with status 1: whether it still has
# something to write or not.
set -f

# closed PROGRAM: its reader takes one line (or none) and goes.
closed() {
	{
		timeout 10 "$dtrace" $options -x switchrate=20ms -qn "$1" 2>message
		echo "status $?" >>message
	} | head -n 1
	sed 's/^dtrace: processing aborted: /dtrace: /' message
}

closed 'tick-1ms { printf("x\n"); }'
closed 'BEGIN { printf("only\n"); } tick-100s { printf("late\n"); }'
