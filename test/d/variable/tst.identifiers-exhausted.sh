# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# There are 64,255 ids for the variables of one scope; the next one is refused [D_ID_OFLOW].
many() {
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) print "int v" i ";"; print "BEGIN { v0 = 1; exit(0); }" }'
}
many 64000 >fit.d
many 65000 >many.d
# shellcheck disable=SC2086,SC2154
$dtrace $options -x errtags -q -s fit.d && echo "64000 fit"
# shellcheck disable=SC2086
$dtrace $options -x errtags -q -s many.d 2>&1 | sed 's/line [0-9]*: .*/…/'
exit 0
