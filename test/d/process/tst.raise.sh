# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# A signal that a D program raises ends the command.

$dtrace $options -wqn 'syscall::close:entry /pid == $target && !done++/ { raise(SIGUSR1); }
proc:::exit /pid == $target/ { printf("%d\n", args[0] == CLD_KILLED); }' -c 'cat /dev/null' 2>/dev/null | grep .
