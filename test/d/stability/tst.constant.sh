# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# a program of constants is as stable as can be
set -f

$dtrace $options -e -v -n 'BEGIN { trace(1); }'
