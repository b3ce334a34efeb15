# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# curthread makes the data Private
set -f

$dtrace $options -e -v -n 'BEGIN { trace(curthread); }'
