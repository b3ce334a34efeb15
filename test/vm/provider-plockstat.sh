#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# plockstat through the driver: the same program and the same events as test/host/process-plockstat.sh.
# timeout: 100

. test/vm/common

run 60 dtrace -s test/vm/plocks.d -c plocks
bash test/vm/plocks-events "$work/out" >"$work/got"
ok "events of its locks" diff test/vm/plocks.expected "$work/got"
ok "no error" status_is 0
plocks >"$work/plain" &
wait $!
ok "afterwards it runs as before" grep -q plain "$work/plain"
plan
