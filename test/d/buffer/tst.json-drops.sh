# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# every kind of drop as a JSON object
# @only: process
run() { "$dtrace" $options -x oformat=json "$@" 2>&1 | grep drop | sed "s/\"cpu\":[0-9]*/\"cpu\":N/; s/CPU [0-9]*/CPU N/"; }
run -x switchrate=10ms -qb 64 -n "BEGIN { printf(\"1\"); } BEGIN { printf(\"2\"); } BEGIN { printf(\"2\"); } BEGIN { printf(\"2\"); } BEGIN { printf(\"3\"); } tick-1s { exit(0); }"
run -x aggsize=64 -qn "BEGIN { @[1] = count(); @[2] = count(); @[3] = count(); exit(0); }"
run -x dynvarsize=64 -qn "BEGIN { a[1] = 1; a[2] = 1; a[3] = 1; exit(0); }"
run -x specsize=8 -qn "BEGIN { self->s = speculation(); } BEGIN { speculate(self->s); trace(\"aaaaa\"); } BEGIN { exit(0); }"
run -qn "BEGIN { x = speculation(); y = speculation(); exit(0); }"
run -qn "ERROR { trace(*(int *)8); } BEGIN { trace(*(int *)8); } BEGIN { exit(0); }"
run -x droptags -qn "BEGIN { x = speculation(); y = speculation(); exit(0); }"
