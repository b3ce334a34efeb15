# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# options that other systems' scripts and build files have are taken where there is nothing left to do
# @only: process
set -f
for option in lazyload strip strip=no ldpath=/usr/bin/ld objcopypath=/usr/bin/objcopy pgmax=8 preallocate \
	linktype=elf linktype=dof pgmax=many ldpath lazyload=perhaps; do
	echo "$option:"
	"$dtrace" $options -x "$option" -qn "BEGIN { exit(0); }" 2>&1
done
:
