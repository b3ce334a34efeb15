#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# doc/LINUX.md says of each thing that Linux cannot provide how it is refused: every row is true, and no
# refusal of the compiler is missing there.

set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
table=doc/LINUX.md
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

# refused NAME TAG TEXT ARGUMENT...: status 1, and one line with that tag, if any, and that text.
refused() {
	local name=$1 tag=$2 text=$3 output status=0
	shift 3
	output=$(build/dtrace -x backend=process -x errtags -w "$@" 2>&1 </dev/null) || status=$?
	[ $status -eq 1 ] && [ "$(wc -l <<<"$output")" -eq 1 ] && grep -qF -- "$text" <<<"$output" &&
		{ [ -z "$tag" ] || grep -qF -- "[$tag]" <<<"$output"; }
	result "$name" $? "$output"
}

# trimmed TEXT: without blanks and back quotes at its ends, into $cell.
trimmed() {
	cell=$(sed 's/^[ `]*//; s/[ `]*$//' <<<"$1")
}

while IFS='|' read -r _ program tag text _; do
	trimmed "$text" && text=$cell
	trimmed "$tag" && tag=$cell
	trimmed "$program"
	refused "$cell" "$tag" "$text" -qn "$cell"
done < <(grep '^| `BEGIN' $table)

while IFS='|' read -r _ option text _; do
	trimmed "$text" && text=$cell
	trimmed "$option"
	refused "-x $cell" "" "$text" -x "$cell" -qn BEGIN
done < <(sed -n '/^## Options/,/^## Without/p' $table | grep '^| `')

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
