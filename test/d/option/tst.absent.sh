# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# what cannot be had here says why
# @only: process
set -f
for option in ctypes=x dtypes=x lazyload ldpath=/bin/ld linktype=dof objcopypath=x strip pgmax=8 zone=global bpflog bpflogsize=1m \
	ctfpath=/ modpath=/ procfspath=/ disasm=1 preallocate=1m sysslice useruid=1; do
	"$dtrace" $options -x "$option" -qn "BEGIN { exit(0); }" 2>&1
done
:
