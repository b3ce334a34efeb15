#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Static probes that others have put into their programs, as Debian ships them: libstdc++ and Python.
# timeout: 180

. test/vm/common
PATH=$PATH:/dtrace/build/vm/bin

# --- libstdc++: throw, catch, rethrow -----------------------------------------------------------------------

run 60 dtrace -q -n 'libstdcxx$target:::throw { @t = count(); @o[arg1 != 0] = count(); }
	libstdcxx$target:::catch { @c = count(); } END { printa("%@d %@d\n", @t, @c); printa("object %d %@d\n", @o); }' -c usdt-queue
ok "libstdc++: two exceptions are thrown, and caught" out_has '^2 2$'
ok "an argument of it: the exception has a type" out_has '^object 1 2$'
echo 'usdt-queue; usdt-queue; usdt-queue' >"$work/three"
run 60 dtrace -q -Z -n 'libstdcxx*:::throw { @ = count(); }  END { printa("%@d\n", @); }' -c "sh $work/three"
ok "in processes that begin later" out_has '^6$'
run 60 dtrace -q -n 'libstdcxx$target:::throw { ustack(8); exit(0); }' -c usdt-queue
ok "where from" out_has 'libstdc\+\+.so.6`__cxa_throw\+'

# --- Python ---------------------------------------------------------------------------------------------------

if ! command -v python3 >/dev/null; then
	ok "python3 # SKIP the machine that built this has none" true
	plan
	exit 0
fi
export PYTHONHOME=/dtrace/build/vm/bin/python PYTHONDONTWRITEBYTECODE=1
cat >"$work/program.py" <<'END'
import sys
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(10))
END
# Its counters are raised: without that it passes none. (function-entry alone is passed but rarely by Python 3.11.)
run 60 dtrace -q -n 'python$target:::function-return /copyinstr(arg1) == "fib"/ { @ = count(); @line = max(arg2); }
	END { printa("%@d calls, line %@d\n", @, @line); }' -c "python3 -S $work/program.py"
ok "Python: functions return, by name and line" out_has '^177 calls, line 3$'
ok "Python: the program's result" out_has '^55$'
echo "python3 -S $work/program.py; python3 -S $work/program.py" >"$work/two"
run 60 dtrace -q -Z -n 'python*:::function-return /copyinstr(arg1) == "fib"/ { @[copyinstr(arg0)] = count(); }' \
	-c "sh $work/two"
ok "Python: in processes that begin later" out_has "^ +$work/program.py +354\$"
python3 -S -c 'import time
while True: time.sleep(0.01)' &
running=$!
run 60 dtrace -ln "python$running:::"
ok "Python: probes of a running one" sh -c "grep -q 'function-entry' $work/out && grep -q 'gc-start' $work/out"
run 60 dtrace -q -p $running -n 'python$target:::line { @ = count(); } python$target:::line /++n == 5/ { exit(0); }'
ok "Python: line by line" status_is 0
kill $running
wait $running 2>/dev/null
ok "no process is remembered" sh -c '[ -z "$(cat /proc/dtrace/user)" ]'
plan
