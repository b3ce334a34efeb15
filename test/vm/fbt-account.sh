#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# How much of the kernel fbt can probe, measured by the kernel's own lists, as doc/FBT.md has it; and
# that functions which end in a jump return there.
# timeout: 200
# kernels: every

. test/vm/common

# percent PART WHOLE LEAST: prints the share, and fails below the least.
percent() {
	awk -v part="$1" -v whole="$2" -v least="$3" 'BEGIN {
		share = whole ? 100 * part / whole : 0
		printf "%d of %d: %.1f %%\n", part, whole, share
		exit share < least }'
}
kernel=$(uname -r)
cat /proc/dtrace/fbt >"$work/account"

# --- every function is accounted for ----------------------------------------------------------------
awk '$3 == "_stext" { start = $1 } $3 == "_etext" { end = $1 } END { print start, end }' /proc/kallsyms >"$work/text"
unknown_functions() {
	awk -v bounds="$(cat "$work/text")" '
		BEGIN { split(bounds, at, " ") }
		FNR == NR { known[$1 == "vmlinux" ? $2 : ""] = 1; next }
		NF > 3 || $2 !~ /^[tTwW]$/ || $1 < at[1] || $1 >= at[2] { next }
		$3 ~ /^(__pfx_|__cfi_|__initcall_|\.L)/ || $3 ~ /^(_stext|_text|_etext)$/ || $3 ~ /^__.*_text_(start|end)$/ { next }
		!($3 in known) { print; bad = 1 }
		END { exit bad }' "$work/account" /proc/kallsyms
}
ok "every function of the kernel is in the account" unknown_functions
ok "each is probed, or there is a reason" sh -c '! grep -vE " (entry returns=|no entry: [a-z].* returns=|- [a-z])" "$1"' sh "$work/account"

# --- entries, by ftrace's list -------------------------------------------------------------------------
awk '$1 !~ /^__ftrace_invalid/ { gsub(/[][]/, "", $2); print ($2 == "" ? "vmlinux" : $2), $1 }' \
	/sys/kernel/tracing/available_filter_functions | grep -v '^dtracedrv ' >"$work/traceable"
awk '
	FNR == NR { if (/ entry returns=/) entries[$1 " " $2]++
		else { sub(/.* (- |no entry: )/, "", $0); }
		next }
	{ all++; if (entries[$0] > 0) { entries[$0]--; have++ } else print > missing }
	END { print have + 0, all + 0 }' missing="$work/missing" "$work/account" "$work/traceable" >"$work/entries"
read -r have all <"$work/entries"
ok "$kernel: 97 % of the functions with an ftrace nop have an entry probe" percent "$have" "$all" 97
echo "# $kernel: entries $(percent "$have" "$all" 0)"

# reasons FILE: of the functions named in there, how many for what.
reasons() {
	awk 'FNR == NR { wanted[$0] = 1; next }
		($1 " " $2) in wanted && !/ entry returns=/ {
			sub(/ returns=.*/, ""); sub(/; .*/, ""); sub(/^.*( - |no entry: )/, ""); n[$0]++ }
		END { for (reason in n) print n[reason], reason }' "$1" "$work/account" | sort -rn
}
# Before 5.19 ftrace lists weak functions that others have replaced under the name of what stands before them.
surplus() {
	awk 'FNR == NR { if (/ entry returns=/) probed[$1 " " $2] = 1; next }
		$0 in probed { n++ }
		END { if (n) print n, "more than there are functions of the name" }' "$work/account" "$1"
}
[ ! -e "$work/missing" ] || { reasons "$work/missing"; surplus "$work/missing"; } | sed 's/^/#   no entry: /'

# --- ways out ---------------------------------------------------------------------------------------------
awk -F = '
	/ returns=/ {
		split($1, at, " ")
		if (seen[at[3]]++) next
		functions++
		returns += $2 + 0; tails += $3 + 0; owned += $4 + 0; odd += $5 + 0
		if (/ returns: /) { sub(/.* returns: /, ""); sub(/; .*/, ""); n[$0]++ }
	}
	END {
		print returns, tails, owned, odd, functions
		for (reason in n) print n[reason], reason
	}' "$work/account" >"$work/ways"
read -r returns tails owned odd functions <"$work/ways"
ok "$kernel: 97 % of their ways out have a site" percent $((returns + tails)) $((returns + tails + owned + odd)) 97
echo "# $kernel: $functions functions, $returns returns, $tails tails, $owned that the kernel patches, $odd into the middle of a function"
sed '1d; s/^/#   ways out: /' "$work/ways"
unknown=$(awk '/unknown to the decoder/ { n += $1 } END { print n + 0 }' "$work/ways")
ok "the decoder knows every instruction" [ "$unknown" = 0 ]

# --- what goes in comes out -------------------------------------------------------------------------------------
# All calls of these functions by a program, but for those it is in at its beginning and its end.
run 100 dtrace -qo "$work/pairs" -n '
	fbt::vfs_*:entry,fbt::security_*:entry,fbt::__x64_sys_*:entry,fbt::ksys_*:entry,fbt::file_*:entry /pid == $target/ { @n[probefunc] = sum(1); }
	fbt::vfs_*:return,fbt::security_*:return,fbt::__x64_sys_*:return,fbt::ksys_*:return,fbt::file_*:return /pid == $target/ { @n[probefunc] = sum(-1); }
	fbt::vfs_*:return,fbt::security_*:return,fbt::__x64_sys_*:return,fbt::ksys_*:return,fbt::file_*:return /pid == $target && arg2/ { @to[probefunc, arg2, arg1] = count(); }
	END { printa("pair %s %@d\n", @n); printa("tail %s %x %d %@d\n", @to); }' \
	-c 'sh -c "cat /etc/hosts /no/such/file >/dev/null 2>&1; ls -l /etc /proc/self/ >/dev/null; dd if=/dev/zero of=/dev/null count=5 2>/dev/null; uname >/dev/null"'
ok "functions traced" status_is 0
unpaired() {
	awk 'FNR == NR { if (/owned=[1-9]|odd=[1-9]| returns: /) except[$2] = 1; next }
		$1 == "pair" { pairs++ }
		$1 == "pair" && $3 != 0 && !($2 in except) && $2 !~ /exit|exec|wait|fork|vfork|clone|sigreturn/ { print; bad = 1 }
		END { print pairs + 0, "functions"; exit bad || pairs < 15 }' "$work/account" "$work/pairs"
}
ok "every entry has its return" unpaired
tails_go_to_functions() {
	awk 'FNR == NR { if ($2 ~ /^[tTwW]$/) { sub(/^0+/, "", $1); start[$1] = 1 }; next }
		$1 == "tail" { tails++; if (!($3 in start) || $4 != 0) { print; bad = 1 } }
		END { print tails + 0, "tails"; exit bad || tails < 3 }' /proc/kallsyms "$work/pairs"
}
ok "functions that end in a jump return there: arg2 is where they went, arg1 is 0" tails_go_to_functions
plan
