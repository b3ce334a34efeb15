# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# SIGINT ends cleanly: END and aggregations are printed
# @only: process
timeout -s INT 1 "$dtrace" $options -qn "BEGIN { @[\"k\"] = count(); } END { printf(\"end\n\"); }"
timeout -s TERM 1 "$dtrace" $options -qn "BEGIN { @[\"k\"] = count(); } END { printf(\"end\n\"); }"
:
