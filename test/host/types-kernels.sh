#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The type reader on every kernel that tools/vm has fetched, with some of its modules. The modules'
# type information counts on from that of their own kernel, so each kernel gets a directory.

set -u
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
kernels=${XDG_CACHE_HOME:-$HOME/.cache}/dtrace-linux/kernels
modules="fs/ext4/ext4 fs/xfs/xfs fs/btrfs/btrfs drivers/net/virtio_net"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

# section FILE TO: the type information of an ELF file, compressed or not.
section() {
	case $1 in
	*.xz) xz -dc "$1" >"$work/elf" ;;
	*.zst) zstd -qdc "$1" >"$work/elf" ;;
	*) cp "$1" "$work/elf" ;;
	esac
	objcopy --dump-section .BTF="$2" "$work/elf" /dev/null 2>/dev/null
}

make -s build/test/types_kernel >&2 || exit 1
for kernel in "$kernels"/*/vmlinux; do
	[ -e "$kernel" ] || continue
	name=$(basename "$(dirname "$kernel")")
	count=$((count + 1))
	mkdir "$work/$name"
	if ! section "$kernel" "$work/$name/vmlinux"; then
		echo "ok $count - $name # SKIP it has no BTF"
		continue
	fi
	for module in $modules; do
		for file in "$(dirname "$kernel")"/root/lib/modules/*/kernel/"$module".ko*; do
			[ -e "$file" ] && section "$file" "$work/$name/$(basename "$module")"
		done
	done
	if CMOCKA_MESSAGE_OUTPUT=TAP build/test/types_kernel "$work/$name" >"$work/out" 2>&1; then
		grep '^# [a-z0-9]' "$work/out" | grep -v '^# ok'
		echo "ok $count - $name"
	else
		sed 's/^/# /' "$work/out"
		echo "not ok $count - $name"
	fi
done
if [ "$count" = 0 ]; then
	echo "1..0 # SKIP no kernel has been fetched"
else
	echo "1..$count"
fi
