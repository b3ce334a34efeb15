# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# a target that was killed, in JSON
"$dtrace" $options -x oformat=json -qc "sh -c kill\${IFS}-9\${IFS}\$\$" -n "END { }" | sed "s/\"pid\":[0-9]*/\"pid\":N/" | grep target
cat >kill.sh <<END
kill -9 \$\$
END
"$dtrace" $options -x oformat=json -qc "sh kill.sh" -n "END { }" | sed "s/\"pid\":[0-9]*/\"pid\":N/" | grep target
"$dtrace" $options -x oformat=json -qc "false" -n "END { }" | sed "s/\"pid\":[0-9]*/\"pid\":N/" | grep target
