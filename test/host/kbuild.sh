#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# tools/kbuild: which compiler the kernel's make is given, by trees that only say so. A tree without Debian's
# file of variables, as of a kernel somebody has built, ended it without a word.

set -u
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

# check NAME TREE EXPECTED: what the tree's make says of the module's folder, the compiler, and a word handed on.
check() {
	local said
	count=$((count + 1))
	said=$(tools/kbuild "$work/$2" "$work/module" WORD=handed modules 2>&1)
	if [ "$said" = "$work/module $3 handed" ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		echo "# it said: '$said'"
	fi
}

# tree NAME [VARIABLES]
tree() {
	mkdir "$work/$1"
	printf 'CC := its-own\nmodules:\n\t@echo "$(M) $(CC) $(WORD)"\n' >"$work/$1/Makefile"
	[ $# -eq 1 ] || echo "$2" >"$work/$1/.kernelvariables"
}

mkdir "$work/module"
tree plain
tree present "override CC = \$(CCACHE) gcc-$(gcc -dumpversion | cut -d . -f 1)"
tree absent 'override CC = gcc-3.2'
check "a tree that is not Debian's is built with its own" plain its-own
if type -P "gcc-$(gcc -dumpversion | cut -d . -f 1)" >/dev/null; then
	check "so is one whose compiler is installed" present its-own
fi
check "gcc stands in for one that is not" absent gcc
echo "1..$count"
