# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# %Y and %T in the local time
for zone in UTC CET-1; do
	TZ=$zone "$dtrace" $options -qn "BEGIN { printf(\"%Y|%T|%Y|%25Y|%-25Y|\n\", 0LL, 1234567890123456789, 1700000000999999999, 0LL, 0LL); exit(0); }"
done
TZ=UTC "$dtrace" $options -qn "BEGIN { printf(\"%Y\n\", -1000000000LL); exit(0); }"
