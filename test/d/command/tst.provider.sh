# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -P, -m and -f
# @only: process
"$dtrace" $options -qP "dtrace /probename == \"BEGIN\"/ { printf(\"%s\n\", probename); exit(0); }"
for flag in m f; do
	"$dtrace" $options -$flag nosuch 2>&1
	echo "status $?"
done
