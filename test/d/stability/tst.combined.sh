# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# of several the least of each part
set -f

$dtrace $options -e -v -n 'BEGIN { trace(curthread); trace(pid); }'
