# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The life of a command's children: who is made, starts, execs and ends.

cat >script <<'END'
for i in 1 2 3; do sh -c 'exit 3'; done
sh -c 'kill -9 $$'
true
END
$dtrace $options -qn '
proc:::create /progenyof($target)/ { @["create"] = count(); }
proc:::start /progenyof($target)/ { @["start"] = count(); }
proc:::exec-success /progenyof($target) && pid != $target/ { @["exec"] = count(); }
proc:::exit /pid != $target && progenyof($target) && args[0] == CLD_EXITED/ { @["exited"] = count(); }
proc:::exit /pid != $target && args[0] == CLD_KILLED && execname == "sh"/ { @["killed"] = count(); }
' -c 'sh script' 2>/dev/null | grep .
