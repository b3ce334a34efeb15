# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# what was matched, and what is cut from its name
# @only: process
for program in "BEGIN{ exit(0); }" "BEGIN /1/ { exit(0); }" "BEGIN,END{ exit(0); }" "dtrace:::BEGIN { exit(0); } END { }" "BEGIN;
END { exit(0); }"; do
	"$dtrace" $options -n "$program" -n "tick-10ms { exit(0); }" 2>&1 >/dev/null | head -n 1
done
