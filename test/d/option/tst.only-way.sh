# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# options with one way to go take it and name it
# @only: process
set -f
for option in evaltime=exec late=static linkmode=static linkmode=kernel evaltime=main late=dynamic linkmode=dynamic evaltime late= linkmode; do
	echo "$option:"
	"$dtrace" $options -x "$option" -qn "BEGIN { exit(0); }" 2>&1
done
:
