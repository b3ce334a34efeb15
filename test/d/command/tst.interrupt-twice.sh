# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# the second signal ends at once, even in the middle of a write nobody reads
# @only: process
mkfifo fifo
exec 3<>fifo
"$dtrace" $options -x switchrate=10ms -o fifo -qn "BEGIN { printf(\"up\n\"); } END { printf(\"%60000d%60000d\n\", 1, 2); }" 2>message &
read -r word <&3
echo "$word"
while kill -TERM $! 2>/dev/null; do sleep 0.1; done
wait $!
echo "status $?"
cat message
