# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -l of this and that
# @only: process
"$dtrace" $options -l -n BEGIN -n END
"$dtrace" $options -l -P dtrace
"$dtrace" $options -l -i 3
"$dtrace" $options -ln "dtrace:::E*"
