# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# every row of libdtrace/ABSENT.md is refused with the reason that stands there, and every refusal has its row
# @only: process
set -f
library=$(dirname "$0")/../../../libdtrace
[ -e "$library/ABSENT.md" ] || library=
rows=0
while IFS="|" read -r _ what why _; do
	name=${what#*\`}
	name=${name%\`*}
	why=${why# }
	why=${why% }
	case $what in
	*function*) set -- -n "BEGIN { $name(); }" ;;
	*variable*) set -- -n "BEGIN { trace($name); }" ;;
	*option*) set -- -x "$name=1" -n "BEGIN { }" ;;
	esac
	rows=$((rows + 1))
	"$dtrace" $options "$@" 2>&1 | grep -qF -- "$why" || echo "$name: not refused with \"$why\""
done <<<"$(grep "^| [a-z]* \`" "$library/ABSENT.md")"
[ $rows -gt 30 ] || echo "the table has $rows rows"
# The other way round: what the sources refuse.
{
	sed -n "s/^\tABSENT(\"\([a-z_0-9]*\)\".*/\1/p; s/^\t{\"\([a-z_0-9]*\)\", DT_FUNCTION_ACTION, [A-Z_]*, \"void()\",\$/\1/p" "$library"/dt_functions.c "$library"/*/dt_functions.c
	sed -n "/\"there are no\\|not visible/s/^\t{\"\([a-z]*\)\".*/\1/p" "$library"/dt_builtin.c "$library"/*/dt_builtin.c
	sed -n "s/^\t{\" \([a-z ]*\) \",.*/\1/p" "$library"/dt_options.c "$library"/*/dt_options.c | tr " " "\n"
} 2>/dev/null | while read -r name; do
	grep -q "\`$name\`" "$library/ABSENT.md" || echo "$name: no row"
done
