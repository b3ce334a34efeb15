# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# no keyword is a variable's name, those of later use included; what only begins like one is
# @only: process
for word in auto break case char const continue counter default do double else enum extern float for goto if import \
	inline int long offsetof probe provider register restrict return self short signed sizeof static string \
	stringof struct switch this translator typedef union unsigned userland void volatile while xlate; do
	# shellcheck disable=SC2086
	"$dtrace" $options -x errtags -n "BEGIN { $word = 1; exit(0); }" 2>&1 | grep -q '\[D_SYNTAX\]' || echo "$word"
	echo "${word}s = 1; _$word = 1; $word""1 = 1;"
done >names
grep -v = names
"$dtrace" $options -qn "BEGIN { $(grep = names) printf(\"%d\n\", counters + _import + while1); exit(0); }"
