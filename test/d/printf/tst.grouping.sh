# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The flag ' groups digits as the user's locale does: none in C, by three (and Indian style) elsewhere.
# @only: process
# shellcheck disable=SC2154,SC2086
made() {
	cat >"$1.src" <<-END
		LC_NUMERIC
		decimal_point "<U002E>"
		thousands_sep "$2"
		grouping $3
		END LC_NUMERIC
	END
	localedef --quiet --no-archive -c -i "$1.src" "./$1" >/dev/null 2>&1
	[ -e "$1/LC_NUMERIC" ] || echo "no locale could be made"
}
made three '<U002C>' '3;3'
made indian '<U002C>' '3;2'
program='BEGIN { printf("%'"'"'d %'"'"'d %'"'"'u %'"'"'15d| %'"'"'i\n", 1234567, -1234567, 999u, 1234567890, 12); exit(0); }'
for locale in C three indian; do
	echo "$locale:"
	LOCPATH=$PWD LC_ALL=$locale "$dtrace" $options -qn "$program"
done
# Without the flag no locale matters.
LOCPATH=$PWD LC_ALL=three "$dtrace" $options -qn 'BEGIN { printf("%d\n", 1234567); exit(0); }'
