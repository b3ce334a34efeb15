#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The library as others use it: installed, found through pkg-config, used from C and C++, shared and
# static, from two threads; the command runs from where it was installed; uninstalling leaves nothing.

set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
root=$PWD/build/check/installed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

ok() {
	local name=$1
	shift
	count=$((count + 1))
	if "$@" >"$work/log" 2>&1; then
		echo "ok $count - $name"
	else
		sed 's/^/# /' "$work/log" | head -n 20
		echo "not ok $count - $name"
	fi
}

in_tree() { env -u MAKEFLAGS -u MAKELEVEL make --no-print-directory DESTDIR="$root" PREFIX=/usr DRIVER_KERNELS= "$@"; }
flags() { PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_LIBDIR=$root/usr/lib/pkgconfig pkg-config "$@" libdtrace; }
strict="-Wall -Wextra -Wshadow -Werror"
# shellcheck disable=SC2046,SC2086
build_c() { gcc -std=c11 -pedantic $strict -Wstrict-prototypes -Wold-style-definition -D_GNU_SOURCE -o "$work/$1" "test/library/$1.c" $(flags --cflags --libs) -lpthread; }
# shellcheck disable=SC2046,SC2086
build_cxx() { g++ -std=c++17 -Wall -Wextra -Werror -o "$work/header" test/library/header.cc $(flags --cflags --libs); }
# shellcheck disable=SC2046,SC2086
build_static() { gcc -std=c11 $strict -o "$work/static" test/library/example.c $(flags --cflags) "$root/usr/lib/libdtrace.a" $(flags --static --libs-only-l | sed 's/-ldtrace//'); }
installed() { LD_LIBRARY_PATH=$root/usr/lib "$@"; }

rm -rf "$root"
ok "make install" in_tree install
ok "pkg-config knows it" test "$(flags --modversion)" = "$(sed -n 's/.*DTRACE_RELEASE "\(.*\)"/\1/p' include/dtrace/version.h)"
ok "the command runs from there, with its library and D libraries" \
	sh -c 'test "$("$1" -x backend=process -qn "BEGIN { printf(\"%s %d\", strjoin(\"a\", \"b\"), R_RIP); exit(0); }")" = "ab 36"' sh "$root/usr/bin/dtrace"
ok "and not with those of the tree" sh -c '! ldd "$1" | grep "build/libdtrace"' sh "$root/usr/bin/dtrace"
ok "the library exports its interface and nothing else" \
	sh -c '! nm -D --defined-only "$1" | grep -vE " (dtrace_[a-z0-9_]+|LIBDTRACE_[0-9]+)(@|$)"' sh "$root/usr/lib/libdtrace.so.1"
ok "every function of the header is exported" sh -c '
	tr "\n" " " <libdtrace/dtrace.h | grep -oE "\bdtrace_[a-z0-9_]+\(" | tr -d "(" | grep -v "_f$" | sort -u >"$1/declared"
	nm -D --defined-only "$2" | sed "s/.* //; s/@.*//" | sort -u >"$1/defined"
	missing=$(comm -23 "$1/declared" "$1/defined")
	echo $missing; test -z "$missing"' sh "$work" "$root/usr/lib/libdtrace.so.1"

ok "the example builds, without a warning" build_c example
installed "$work/example" >"$work/example.out" 2>&1
ok "the example runs" test $? = 0
ok "the example: its own records" grep -qE '^profile:tick-1ms traced 3$' "$work/example.out"
ok "the example: records printed as usual" grep -qE '^1[2-9] ticks$' "$work/example.out"
ok "the example: aggregations in order of keys" sh -c '
	sed -n "s/^@squares\[\(.*\)\] = [0-9]*$/\1/p" "$1" >"$1.keys"
	printf "other, 0\nother, 1\nthird, 0\nthird, 1\n" | cmp - "$1.keys"' sh "$work/example.out"
ok "the example: exit status and sums" grep -qE '^[0-9]+ firings, [0-9]+ traced, 5 entries, [0-9]+ in squares, exit\(7\)$' "$work/example.out"
ok "C++: the header stands alone" build_cxx
ok "C++: and it links and runs" sh -c 'test "$(LD_LIBRARY_PATH="$2/usr/lib" "$1")" = "Stable/Private/ISA divide-by-zero rand 1.13"' sh "$work/header" "$root"
ok "the static library" build_static
ok "the static example runs" "$work/static"
ok "two threads: builds" build_c threads
ok "two threads, two handles" installed timeout 120 "$work/threads"
ok "the manual page has no mistakes" sh -c '! command -v groff >/dev/null || test -z "$(groff -man -ww -z "$1" 2>&1 | tee /dev/stderr)"' sh "$root/usr/share/man/man1/dtrace.1"

# The page on static probes, its example by its own words, with nothing but what was installed.
static_probes() (
	local dtrace="$root/usr/bin/dtrace -x backend=process" include=-I$root/usr/include
	cd "$work" && cp "$root"/usr/share/doc/dtrace/usdt/examples/shop* . &&
		$dtrace -h -s shop_provider.d && gcc $include -c shop.c && $dtrace -G -s shop_provider.d shop.o &&
		gcc -o shop shop.o shop_provider.o && [ "$(./shop)" = "3 orders, 375 cents" ]
)
ok "static probes: the page is there" test -s "$root/usr/share/doc/dtrace/usdt/README.md"
ok "static probes: its example" static_probes

# --- the package ---------------------------------------------------------------------------------
package=build/dtrace_$(sed -n 's/.*DTRACE_RELEASE "\(.*\)"/\1/p' include/dtrace/version.h)_$(dpkg --print-architecture).deb
same_files() {
	dpkg-deb --fsys-tarfile "$package" | tar -t | grep -v '/$' | sed 's/^\.//' | sort >"$work/packed"
	(cd "$root" && find . ! -type d -printf '%P\n') | sed 's,^,/,' | sort | diff - "$work/packed"
}
ok "make deb" env -u MAKEFLAGS -u MAKELEVEL make --no-print-directory DRIVER_KERNELS= deb
ok "the package has the files that are installed" same_files
ok "and names the libraries it needs" sh -c 'dpkg-deb -f "$1" Depends | grep -q "libc6.*libelf1"' sh "$package"

ok "make uninstall" in_tree uninstall
ok "leaves no file" sh -c 'find "$1" ! -type d | tee /dev/stderr | grep -c . | grep -qx 0' sh "$root"
ok "and no folder of its own" sh -c 'find "$1" -name "*dtrace*" ! -name installed | tee /dev/stderr | grep -c . | grep -qx 0' sh "$root"
rm -rf "$root"
echo "1..$count"
