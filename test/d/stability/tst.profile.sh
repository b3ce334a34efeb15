# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# the profile provider is Evolving
set -f

$dtrace $options -e -v -n 'tick-1s { trace(pid); }'
