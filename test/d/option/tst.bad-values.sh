# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Every kind of option refuses a value it cannot take, and names both; the status is 1.
# @only: process
set -f
for option in bufsize=x \
	bufsize \
	bufsize=0 \
	bufsize=99999999999999999999 \
	specsize=1z \
	strsize=1t \
	bufpolicy=soft \
	bufresize=never \
	aggrate=5xx \
	aggrate=0hz \
	quiet=maybe \
	stackframes=0 \
	stackframes=x \
	aggsortpos=-1 \
	cpu=-1 \
	encoding=latin1 \
	encoding \
	printsize=0 \
	pcapsize=0 \
	pcapsize=4g \
	amin=Stable \
	stdc=x \
	version=1 \
	version=9.9.9 \
	iregs=1 \
	setenv=x \
	libdir \
	errtags=x \
	droptags=x \
	backend=moon \
	nosuch=1; do
	if "$dtrace" $options -x "$option" -qn 'BEGIN { exit(0); }' 2>&1; then
		echo "-x $option was accepted"
	fi
done
