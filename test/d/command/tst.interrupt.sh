# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# SIGINT and SIGTERM end cleanly: a newline, then END and the aggregations
# @only: process
timeout -s INT 1 "$dtrace" $options -qn "BEGIN { @[\"k\"] = count(); } END { printf(\"end\n\"); }"
timeout -s TERM 1 "$dtrace" $options -qn "BEGIN { @[\"k\"] = count(); } END { printf(\"end\n\"); }"
:
