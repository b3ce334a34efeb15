#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# doc/LINUX.md says of each thing that Linux cannot provide how it is refused: every row is true, and no
# refusal of the compiler is missing there.

set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
table=doc/LINUX.md
dtrace="build/dtrace -x backend=process -x errtags"
count=0

result() {
	count=$((count + 1))
	if [ "$2" = 0 ]; then
		echo "ok $count - $1"
	else
		sed 's/^/# /' <<<"$3"
		echo "not ok $count - $1"
	fi
}

# refused NAME TEXT COMMAND...: status 1, and one line with that text.
refused() {
	local name=$1 text=$2 output status=0
	shift 2
	output=$("$@" 2>&1 </dev/null) || status=$?
	[ $status -eq 1 ] && [ "$(wc -l <<<"$output")" -eq 1 ] && grep -qF -- "$text" <<<"$output"
	result "$name" $? "$output"
}

while IFS='|' read -r _ program tag text _; do
	program=$(sed 's/^ *`//; s/` *$//' <<<"$program")
	tag=$(tr -d '` ' <<<"$tag")
	text=$(sed 's/^ *//; s/ *$//' <<<"$text")
	# shellcheck disable=SC2086
	refused "$program" "$text" $dtrace -qn "$program"
	# shellcheck disable=SC2086
	refused "$program: [$tag]" "[$tag]" $dtrace -qn "$program"
done < <(grep '^| `BEGIN' $table)

while IFS='|' read -r _ option text _; do
	option=$(tr -d '` ' <<<"$option")
	text=$(sed 's/^ *//; s/ *$//' <<<"$text")
	# shellcheck disable=SC2086
	refused "-x $option" "$text" $dtrace -x "$option" -qn BEGIN
done < <(sed -n '/^## Options/,/^## What/p' $table | grep '^| `')

# Names that the sources refuse.
names() {
	sed -n 's/.*ABSENT("\([a-z_]*\)".*/\1( )/p' libdtrace/dt_functions.c
	grep -B1 '\.reason = "' libdtrace/dt_functions.c | sed -n 's/.*{"\([a-z_]*\)".*/\1( )/p'
	awk '/^\t\{"/ && (/, "[^"]* [^"]*"\}/ || !/\}/)' libdtrace/dt_builtin.c | sed 's/.*{"\([a-z_]*\)".*/\1/'
	sed -n 's/.*{"\([a-z]*\)", NULL, ".*/$\1/p' libdtrace/dt_macro.c
	sed -n '/^} absent_members\[\]/,/^};/s/.*{"\([a-z_]*\)".*/\1/p' libdtrace/dt_xlate.c
	sed -n '/^} absent\[\]/,/^};/s/.*{" \([^"]*\) ".*/\1/p' libdtrace/dt_options.c | tr ' ' '\n' | sed 's/^/option /'
}
while read -r name; do
	grep -qF -- "$name is not available" $table
	result "$name stands in the table" $? "$name"
done < <(names)
[ "$(names | wc -l)" -ge 30 ]
result "the names were found in the sources" $? "$(names)"
echo "1..$count"
