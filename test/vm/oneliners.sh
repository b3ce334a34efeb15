#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Programs of one line as people type them, over every provider: all of them compile, in one go (so each has names of
# its own); some run, all enabled at once over a little of everything.
# timeout: 300

. test/vm/common

# programs FILE: "-n" and a line, for each line that is no comment, into $flags.
programs() {
	flags=()
	while IFS= read -r line; do
		[[ $line == '#'* ]] || flags+=(-n "$line")
	done <"$1"
}

programs test/vm/oneliners.list
ok "${#flags[@]} words of programs" test "${#flags[@]}" -gt 250
run 200 dtrace -e "${flags[@]}"
ok "all of them compile" sh -c '[ "$1" = 0 ] && ! grep . "$2"' sh "$status" "$work/err"
programs test/vm/oneliners-process.list
run 60 dtrace -Z -e "${flags[@]}"
ok "those of a process too" sh -c '[ "$1" = 0 ] && ! grep . "$2"' sh "$status" "$work/err"
plan
