#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Static probes that others have put into their programs, as Debian ships them, without a driver: libstdc++, Python, PHP.
# With the driver: test/vm/usdt-others.sh.

. "$(dirname "$(readlink -f "$0")")/process-common"

# noted FILE NAME: the program is here and carries notes; if not, the test of that name is skipped.
noted() {
	if [ ! -x "$1" ]; then
		skip "$2" "there is no $1 here"
	elif ! readelf -SW "$(readlink -f "$1")" | grep -q note.stapsdt; then
		skip "$2" "$1 was built without probes"
	else
		return 0
	fi
	return 1
}

# --- libstdc++ ---------------------------------------------------------------------------------------------

if type -P g++ >/dev/null; then
	g++ -O1 -o "$work/throws" -x c++ - <<-'END' && chmod a+rx "$work/throws"
		#include <stdexcept>
		#include <cstdio>
		static void inner(int n) { if (n % 2) throw std::runtime_error("odd"); }
		static void outer(int n) { try { inner(n); } catch (...) { throw; } }
		int main() { int c = 0; for (int i = 0; i < 10; i++) try { outer(i); } catch (std::exception &) { c++; } printf("%d\n", c); }
	END
	dt -qn 'libstdcxx$target::: { @[probename] = count(); }' -c "$work/throws"
	is "libstdc++: thrown, caught, thrown again" <<-END
		5
		rethrow                                                           5
		throw                                                             5
		catch                                                            10
	END
else
	skip "libstdc++" "there is no g++ here (tools/deps installs it)"
fi

# --- Python ----------------------------------------------------------------------------------------------------

if noted /usr/bin/python3 "Python"; then
	cat >"$work/program.py" <<-'END'
		def fib(n):
		    return n if n < 2 else fib(n - 1) + fib(n - 2)
		print(fib(10))
	END
	dt -qn 'python$target:::function-return /copyinstr(arg1) == "fib"/ { @[copyinstr(arg1), arg2] = count(); }' \
		-c "/usr/bin/python3 -S $work/program.py"
	is "Python: functions return, by name and line" <<-END
		55
		fib                                                               2              177
	END
fi

# --- PHP -------------------------------------------------------------------------------------------------------

if noted /usr/bin/php "PHP"; then
	cat >"$work/program.php" <<-'END'
		<?php
		function half($n) {
			if ($n % 2) throw new RangeException("odd $n");
			return $n / 2;
		}
		foreach ([4, 5, 6, 7] as $n) {
			try { echo half($n), "\n"; } catch (Exception $e) { echo "no\n"; }
		}
	END
	# PHP hands over where the name's object is when it has caught one, and its text only when it throws.
	dt -qn 'php$target:::exception-thrown { @[probename, copyinstr(arg0)] = count(); }
		php$target:::exception-caught { @[probename, copyinstr(arg0 + 24)] = count(); }
		php$target:::request-startup, php$target:::request-shutdown { @r[probename] = count(); }' -c "/usr/bin/php -n $work/program.php"
	is "PHP: exceptions by class, requests" <<-END
		2
		no
		3
		no
		exception-caught                                    RangeException                                                    2
		exception-thrown                                    RangeException                                                    2
		request-shutdown                                                  1
		request-startup                                                   1
	END
	export USE_ZEND_DTRACE=1
	dt -qn 'php$target:::function-entry { @[copyinstr(arg0), arg2] = count(); }' -c "/usr/bin/php -n $work/program.php"
	grep -qE '^ +half +[0-9]+ +4$' "$work/out"
	ok "PHP: functions by name and line" $? "$work/out" "$work/err"
fi

done_testing
