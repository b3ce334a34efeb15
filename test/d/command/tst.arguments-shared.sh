# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# each of several programs may use its own arguments
# @only: process
"$dtrace" $options -qn "BEGIN { printf(\"%d\n\", \$1); }" -n "BEGIN { printf(\"%d\n\", \$2); exit(0); }" 1 2
