# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# errors behind the preprocessor: lines of the script, names of included files, cpp's own message
# @only: process
mkdir include
echo 'inline int OK = 1;' >include/good.h
printf '\nBEGIN { nonsense; }\n' >include/bad.h
printf '#!/usr/sbin/dtrace -Cs\n#include "include/good.h"\nBEGIN { trace(OK); }\nBEGIN { foo; }\n' >script.d
"$dtrace" $options -Cs script.d 2>&1
printf '\n#include "include/bad.h"\nBEGIN { exit(0); }\n' >includes.d
"$dtrace" $options -Cs includes.d 2>&1
"$dtrace" $options -x errtags -Cs includes.d 2>&1
printf '#line 100 "elsewhere.d"\nBEGIN { foo; }\n' >lines.d
"$dtrace" $options -s lines.d 2>&1
printf 'BEGIN { exit(0); }\n#error broken\n' >error.d
"$dtrace" $options -Cs error.d 2>&1 | grep -oE '^dtrace.*|error\.d:2|broken' | sort -u
