# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Built-in variables have the numbers of the format.
set -f

cat >numbers <<'EOT'
timestamp 101
vtimestamp 102
ipl 103
epid 104
id 105
arg0 106
arg1 107
arg9 10f
stackdepth 110
caller 111
probeprov 112
probemod 113
probefunc 114
probename 115
pid 116
tid 117
execname 118
zonename 119
walltimestamp 11a
ustackdepth 11b
ucaller 11c
ppid 11d
uid 11e
gid 11f
errno 120
EOT
$dtrace $options -e -S -n "BEGIN { $(sed 's/\(.*\) .*/trace(\1);/' numbers | tr -d '\n') }" >listing 2>&1
while read -r name number; do
	grep -q "ld[gt]s  *DT_VAR($((0x$number))).*! $name\$" listing || echo "$name is not number $number"
done <numbers
