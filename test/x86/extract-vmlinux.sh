#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# extract-vmlinux.sh VMLINUZ OUTPUT: the kernel ELF file inside an x86 boot image. Where its
# compressed payload lies stands in the boot protocol's header: setup_sects at 0x1f1,
# payload_offset and payload_length at 0x248 and 0x24c; what it was packed with, in its first bytes.

set -eu

fail()
{
	echo "extract-vmlinux: $*" >&2
	exit 1
}

[ $# = 2 ] || fail "usage: extract-vmlinux.sh VMLINUZ OUTPUT"
image=$1
output=$2

number() # offset, size
{
	od -A n -j "$1" -N "$2" -t "u$2" "$image" | tr -d ' '
}

[ "$(dd if="$image" bs=1 skip=$((0x202)) count=4 2>/dev/null)" = HdrS ] ||
	fail "$image is no x86 boot image"
start=$((($(number $((0x1f1)) 1) + 1) * 512 + $(number $((0x248)) 4)))
length=$(number $((0x24c)) 4)

payload()
{
	tail -c +$((start + 1)) "$image" | head -c "$length"
}

case $(od -A n -j "$start" -N 4 -t x1 "$image" | tr -d ' ') in
1f8b*)		unpack="gzip -dc" ;;
fd377a58)	unpack="xz -dc --single-stream" ;;
28b52ffd)	unpack="zstd -dcq" ;;
425a68*)	unpack="bzip2 -dc" ;;
02214c18)	unpack="lz4 -dc" ;;
5d0000*)	unpack="lzma -dc" ;;
*)		fail "$image: unknown compression" ;;
esac

# The payload ends with its unpacked size, which the unpackers complain about: judge the result.
payload | $unpack > "$output" 2>/dev/null || true
[ "$(head -c 4 "$output" | tr -d '\177')" = ELF ] || fail "$image: the payload is no ELF file (is ${unpack%% *} installed?)"
