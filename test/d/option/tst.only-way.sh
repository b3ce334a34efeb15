# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# options with one way to go take it and name it
# @only: process
set -f
for option in late=static linkmode=static linkmode=kernel late=dynamic linkmode=dynamic late= linkmode; do
	echo "$option:"
	"$dtrace" $options -x "$option" -qn "BEGIN { exit(0); }" 2>&1
done
:
