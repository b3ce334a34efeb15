# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# kdefs and udefs undo knodefs and unodefs
# @only: process
for option in kdefs udefs knodefs unodefs kdefs=no udefs=x; do
	printf "%s: " "$option"
	"$dtrace" $options -x "$option" -qn "BEGIN { printf(\"taken\"); exit(0); }" 2>&1 | head -n 1
	echo
done
