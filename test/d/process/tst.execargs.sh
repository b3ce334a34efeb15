# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# What is executed, with its arguments.

$dtrace $options -qn 'proc:::exec-success /pid == $target/ { printf("%s: %s\n", execname, execargs); }' \
	-c 'env -i PATH=/bin:/usr/bin true of course' 2>/dev/null | grep .
