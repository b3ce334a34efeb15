# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# freopen() leads output elsewhere and back
# @only: process
"$dtrace" $options -wqn "BEGIN { printf(\"a\n\"); freopen(\"file%d\", 1); printf(\"b\n\"); @ = count(); printa(@); freopen(\"\"); printf(\"c\n\"); exit(0); }"
cat file1
"$dtrace" $options -wqn "BEGIN { freopen(\"/nosuch/file\"); printf(\"still here\n\"); exit(0); }" 2>&1
"$dtrace" $options -wqn "BEGIN { freopen(\"\"); printf(\"back\n\"); exit(0); }"
