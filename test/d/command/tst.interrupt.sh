# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# SIGINT and SIGTERM end cleanly: END and aggregations are printed. Not sent by timeout(1): the SIGCONT that it
# sends behind takes away the SIGSTOP with which the leak checker of a sanitized build stops threads, and that waits for ever.
# @only: process
mkfifo fifo
for signal in INT TERM; do
	# A command in the background would ignore SIGINT.
	env --default-signal=INT "$dtrace" $options -x switchrate=10ms -qn \
		"BEGIN { printf(\"up\n\"); @[\"k\"] = count(); } END { printf(\"end\n\"); }" >fifo &
	exec 3<fifo
	read -r word <&3
	echo "$word"
	kill -$signal $!
	cat <&3
	wait $!
	echo "status $?"
done
