#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Programs of one line as people type them, over every provider. They run, all in one go (so each has names of its
# own) over a little of everything: none has an error, and each that aggregates what surely happens there
# has counted it. The few that would change the run of the others run by themselves or are only compiled.
# timeout: 400

. test/vm/common

# programs FILE: "-n" and a line, for each line that is no comment, into $flags.
programs() {
	flags=()
	while IFS= read -r line; do
		[[ $line == '#'* ]] || flags+=(-n "$line")
	done <"$1"
}

# Probes of every function, or an end of their own, or an error on purpose.
apart='^fbt:::entry|^sdt::: |exit\(0\)|dtrace:::ERROR'
list=test/vm/oneliners.list
programs $list
ok "${#flags[@]} words of programs" test "${#flags[@]}" -gt 250

# --- together ------------------------------------------------------------------------------
ip link set lo up
cat >"$work/load" <<'END'
#!/bin/sh
cat /nonexistent
cd /tmp
acts network
sh -c 'kill -KILL $$'
sh -c 'trap : USR1; kill -USR1 $$'
sleep 0.1
dd if=/dev/zero of=oneliners bs=4096 count=20 conv=fsync
nonexistent-command
rm oneliners
END
chmod +x "$work/load"
grep -vE "$apart" $list >"$work/together"
programs "$work/together"
run 300 dtrace -x oformat=json -x bufsize=8m -x aggsize=8m -x dynvarsize=16m "${flags[@]}" -c "$work/load"
ok "all of them compile and run" status_is 0
ok "no message of dtrace's" sh -c '! grep "^dtrace: " "$1" | grep -vE "^dtrace: (description|pid [0-9]+ has exited)"' sh "$work/err"
ok "no error" sh -c '! grep "^{\"error\"" "$1"' sh "$work/out"
ok "they say that they trace" out_has '"name":"BEGIN".*"output":\["Tracing\.\.\. Hit Ctrl-C to end\."\]'

# counted NAME...: the aggregations that have a line.
sed -n 's/^{"aggregation":"\([^"]*\)".*/\1/p' "$work/out" | sort -u >"$work/counted"
counted() {
	printf '%s\n' "$@" | grep -vxFf "$work/counted" | sed 's/^/nothing in /' | grep . && return 1
	return 0
}
# The names of the aggregations of the programs that begin with an extended regular expression, but for those
# whose names follow.
names() {
	grep -E "^$1" "$work/together" | grep -o '@[a-z]*_[0-9]*' | tr -d @ | sort -u | grep -vxF "${@:2}" -e ''
}
ok "system calls: all but futex, ext4 and what is shown before" \
	counted $(names 'syscall::' -e _3 -e _11 -e _31 -e _38 -e num_39 -e elapsed_160 -e cpu_160)
ok "processes" counted $(names 'proc:::' -e _79)
ok "ip, tcp, udp" counted $(names '(ip|tcp|udp):::')
ok "functions of the kernel" counted _121 _122 _123 _125 _127 _128 _129 _130 _135
ok "the scheduler" counted _80 _81 _82 _84 _85 _86 _136 _155 _157
ok "most others" test "$(wc -l <"$work/counted")" -gt 75

# --- apart -----------------------------------------------------------------------------------
grep -E "$apart" $list | grep -v '^fbt:::entry' >"$work/apart"
programs "$work/apart"
run 60 dtrace "${flags[@]}"
ok "those that end by themselves" status_is 0
ok "the heading" out_has '^CPU     ID                    FUNCTION:NAME$'
ok "the error on purpose" err_has '^dtrace: error on enabled probe ID [0-9]+ \(ID 1: dtrace:::BEGIN\): invalid address \(0x10\) in action #1'
ok "and what ERROR shows of it" out_has '^ +[0-9]+ +3 +:ERROR error 1 at 10$'
grep '^fbt:::entry' $list >"$work/wide"
programs "$work/wide"
run 60 dtrace -e "${flags[@]}"
ok "those of every function compile" sh -c '[ "$1" = 0 ] && ! grep . "$2"' sh "$status" "$work/err"
programs test/vm/oneliners-process.list
run 60 dtrace -Z -e "${flags[@]}"
ok "those of a process too" sh -c '[ "$1" = 0 ] && ! grep . "$2"' sh "$status" "$work/err"
plan
