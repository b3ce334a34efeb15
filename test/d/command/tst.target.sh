# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -c: the target, its end, its status
# @only: process
run() { "$dtrace" $options "$@" 2>&1 | sed "s/pid [0-9]*/pid N/" | grep "pid N"; }
run -c true -n "END { }"
run -c false -n "END { }"
echo "exit 7" >seven.sh
run -c "sh seven.sh" -n "END { }"
echo "kill -TERM \$\$" >kill.sh
run -c "sh kill.sh" -n "END { }"
run -qc false -n "END { }"
"$dtrace" $options -c "echo  a   b" -qn "END { printf(\"%d\n\", \$target > 1); }"
