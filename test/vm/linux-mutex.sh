#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# A mutex taken twice by one thread is reported, and does not hang. The report is a kernel warning, so this runs
# in a machine of its own. Needs the driver with its self-test inside.
#
# vm: --driver "$(test/kmod/build "$kernel")" --allow-warn

echo twice >/proc/dtrace/selftest && echo "ok 1 - survived" || echo "not ok 1 - survived"
dmesg | grep -q 'mutex selftest taken twice by one thread' &&
	echo "ok 2 - reported" || echo "not ok 2 - reported"
awk '$1 == "selftest" && $6 == 1 { found = 1 } END { exit !found }' /proc/dtrace/mutex &&
	echo "ok 3 - counted" || echo "not ok 3 - counted"
echo "1..3"
