# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# What the tools share: where the cache is, and how they speak. Sourced.

# shellcheck disable=SC2034
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/dtrace-linux

# A progress line is for people: it overwrites itself on a terminal and is not
# written anywhere else.
progress() {
	if [ -t 2 ]; then printf '\r\033[K%s' "$*" >&2; fi
}

progress_end() {
	if [ -t 2 ]; then printf '\r\033[K' >&2; fi
}

note() {
	progress_end
	printf '%s\n' "$@" >&2
}

die() {
	progress_end
	printf '%s: %s\n' "$(basename "$0")" "$1" >&2
	shift
	if [ $# -gt 0 ]; then printf '%s\n' "$@" >&2; fi
	exit 1
}

# kernel_row NAME: the fields of a row of kernels.list, into $flavour, $gcc,
# $also and $suites; false when there is none.
kernel_row() {
	local name
	while read -r name flavour gcc also suites; do
		[ "$name" = "$1" ] && return 0
	done < <(grep -v '^#' "$(dirname "${BASH_SOURCE[0]}")/kernels.list")
	return 1
}

# host_compiler TREE: the compiler of this machine that suits the kernel of the
# last kernel_row; nothing when none does, or when the tree's own tools, linked to
# the C library of their release, do not run here.
host_compiler() {
	local version
	if ldd "$1/scripts/basic/fixdep" "$1/scripts/mod/modpost" 2>&1 | grep -q 'not found'; then return 0; fi
	if type -P "gcc-$gcc" >/dev/null; then
		echo "gcc-$gcc"
		return 0
	fi
	version=$(gcc -dumpversion 2>/dev/null) || return 0
	if [ "${version%%.*}" -ge "${also%-*}" ] && [ "${version%%.*}" -le "${also#*-}" ]; then echo gcc; fi
}
