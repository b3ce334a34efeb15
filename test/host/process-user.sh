#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# pid and USDT probes without a driver, for an ordinary user: they fire where they should, and the
# program computes what it computes without them, keeps its code, and knows nothing.

. "$(dirname "$(readlink -f "$0")")/process-common"
gcc -O1 -g -o "$work/places" test/host/process/places.c -lpthread -ldl || exit 1
echo 'int twice(int n); int twice(int n) { return 2 * n; }' |
	gcc -O1 -g -shared -fPIC -o "$work/libtwice.so" -x c - || exit 1
chmod a+rx "$work/places" "$work/libtwice.so"
places=$work/places
export LIBRARY=$work/libtwice.so CLEAN
CLEAN=$("$places" sum)
plain=$("$places" basic | cut -d' ' -f1)

# --- pid -----------------------------------------------------------------------------------

dt -qn 'pid$target:a.out:add:entry { printf("in %d %d\n", (int)arg0, (int)arg1); exit(0); }
	pid$target:a.out:add:return { printf("out\n"); }' -c "$places basic"
grep -qx 'in 1 2' "$work/out"
ok "entry: arguments" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:many:entry { printf("%d %d %d\n", arg5, arg6, arg7); }
	pid$target:a.out:many:return { printf("%d\n", arg1); }' -c "$places basic"
grep -qx '6 7 8' "$work/out" && grep -qx 36 "$work/out"
ok "arguments from the stack, and the value returned" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:fibonacci:entry { @["in"] = count(); } pid$target:a.out:fibonacci:return { @["out"] = count(); }
	pid$target:a.out:jumps:entry { @["jumps in"] = count(); } pid$target:a.out:jumps:return { @["jumps out"] = count(); }' \
	-c "$places basic"
grep -v "^$plain" "$work/out" >"$work/some"
mv "$work/some" "$work/out"
is "recursion; longjmp() leaves no return" <<-END
	jumps in                                                          6
	in                                                              465
	out                                                             465
END

dt -qn 'pid$target:a.out:mixture: { @ = count(); } END { printa("fired %@d\n", @); }' -c "$places basic"
grep -q "^$plain " "$work/out" && [ "$(sed -n 's/^fired //p' "$work/out")" -gt 100 ]
ok "every instruction of a function: the result is the same" $? "$work/out" "$work/err"

offsets=$(objdump -d --no-show-raw-insn "$places" | sed -n '/<add>:/,/^$/s/^ *\([0-9a-f]*\):.*/\1/p')
first=$(head -n 1 <<<"$offsets")
dt -ln 'pid$target:a.out:add:-' -c "$places basic"
awk 'NR > 1 { print $NF }' "$work/out" | sort >"$work/got"
for address in $offsets; do printf '%x\n' $((0x$address - 0x$first)); done | sort | cmp -s - "$work/got"
ok "- is every instruction, and no more" $? "$work/got" "$work/err"
dt -qn 'pid$target:a.out:-:'"$first"' { printf("%s %s %d\n", probefunc, probename, (int)uregs[R_RDI]); exit(0); }' -c "$places basic"
grep -qx -- "- $first 1" "$work/out"
ok "an address of the file" $? "$work/out" "$work/err"
dt -qn 'pid$target:a.out::entry, pid$target:a.out::return { @[probefunc] = count(); }' -c "$places basic"
grep -q "^$plain " "$work/out" && grep -q 'two_ways  *4$' "$work/out"
ok "all functions of the program" $? "$work/out" "$work/err"

dt -qn 'pid$target:libc:malloc:entry { @in = count(); self->size = arg0; }
	pid$target:libc:malloc:return /self->size/ { @out = count(); self->size = 0; }
	END { printa("%@d %@d\n", @in, @out); }' -c 'ls -d /'
awk '/^[0-9]+ [0-9]+$/ { if ($1 > 0 && $1 == $2) found = 1 } END { exit !found }' "$work/out"
ok "a library of a command that has not loaded it yet" $? "$work/out" "$work/err"

dt -Zqn 'pid$target:libtwice.so:twice:entry { printf("%s %d\n", probemod, (int)arg0); }' -c "$places load"
grep -qx 'libtwice.so 21' "$work/out" && grep -qx 42 "$work/out"
ok "a library loaded by dlopen(): its first call" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:add:entry, pid$target:a.out:relative:, pid$target:a.out:mixture: { @ = count(); }' \
	-c "$places threads"
grep -qx "$("$places" threads)" "$work/out"
ok "six threads through the same breakpoints" $? "$work/out" "$work/err"

dt -n 'pid$target:a.out:fibonacci:, pid$target:a.out:relative:, pid$target:a.out:add: { @ = count(); }' \
	-c "$places signals"
grep -q 'has exited' "$work/err"
ok "signals in the middle of it" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:add:entry { @[pid == $target] = count(); }' -c "$places children"
is "probes follow into children of fork and vfork" <<-END
	child 23 0 0
	vfork 9 probed 1
	0                2
END
dt -qn 'shop$target:::order-placed { @ = count(); }' -c "$places children"
is "static probes do not: a child of fork has clean code, and nobody looks there" <<-END
	child 23 1 0
	vfork 9 probed 1
END
dt -Zqn 'pid$target:libtwice.so:twice:entry { @[(int)arg0, pid == $target] = count(); }' -c "$places child-loads"
is "a library that a child of fork loads, and its child has" <<-END
	18
	4        0                1
	5        0                1
END

cat >"$work/chain" <<-'END'
	[ "$1" -eq 0 ] && exec "$2" sum
	exec bash "$0" $(($1 - 1)) "$2"
END
dt -qn 'pid$target:libc:execve:entry { @[execname] = count(); } pid$target:libc:exit:entry { @[execname] = count(); }' \
	-c "bash $work/chain 10 $places"
is "the programs that the target itself becomes, one after another" <<-END
	$CLEAN
	places                                                            1
	bash                                                             11
END

dt -qn 'pid$target:a.out:relative: { @ = count(); } pid$target:a.out:add:entry { @add = count(); } END { printa("%@d\n", @add); }' \
	-c "$places confined"
grep -qx 12 "$work/out" && grep -qx 15 "$work/out" && grep -qx 18 "$work/out" && grep -qx 3 "$work/out"
ok "a program that kills itself for calls it did not ask for" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:add:entry, pid$target:a.out:relative:return { @ = count(); } END { printa("%@d\n", @); }' -c "$places storm"
grep -qx 800 "$work/out" && grep -qx 3600 "$work/out"
ok "400 threads that come and go: none is missed" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:add:entry { printf("%d %d %x %d\n", uregs[R_RDI] == arg0, (int)uregs[R_RSI], uregs[R_CS], uregs[R_SP] > uregs[R_PC]); exit(0); }' \
	-c "$places basic"
grep -qx '1 2 33 1' "$work/out"
ok "uregs[]" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:nosuch:entry' -c "$places basic"
grep -q 'does not match any probes' "$work/err"
ok "no such function: a sentence" $? "$work/err"

# --- a running process -----------------------------------------------------------------------------

user "$places" loop >"$work/sums" &
filled "$work/sums"
for process in /proc/[0-9]*; do
	[ "$(readlink "$process/exe")" = "$places" ] && loop=${process#/proc/}
done

# sum_says: the checksum of its code it says now.
sum_says() {
	local lines
	lines=$(wc -l <"$work/sums")
	kill -USR1 "$loop"
	for _ in $(seq 600); do
		[ "$(wc -l <"$work/sums")" -gt "$lines" ] && break
		sleep 0.05
	done
	tail -n 1 "$work/sums"
}

for end in 'pid$target:a.out:add:entry { fired = 1; } tick-300ms /fired/ { exit(0); }' 'pid$target:a.out:add:entry /n++ > 100/ { exit(0); }'; do
	dt -qn 'pid$target:a.out:mixture:, pid$target:a.out:add:entry { @ = count(); }'"$end" -p "$loop"
	[ "$(sum_says)" = "$CLEAN" ] && grep -q '[0-9]' "$work/out"
	ok "-p: its code is as before, and it runs" $? "$work/out" "$work/err" "$work/sums"
	grep ' r-xp 00000000 00:00 0 *$' "/proc/$loop/maps" >"$work/slots"
	[ ! -s "$work/slots" ]
	ok "-p: nothing stays mapped in it" $? "$work/slots"
done

for signal in TERM INT; do
	user env --default-signal=INT timeout -k 2 60 "$work/bin/dtrace" -x backend=process \
		-qn 'pid$target:a.out:mixture: { @ = count(); }' -p "$loop" >"$work/out" 2>"$work/err" &
	for _ in $(seq 200); do
		[ "$(sum_says)" != "$CLEAN" ] && break
	done
	[ "$(sum_says)" != "$CLEAN" ]
	ok "breakpoints stand in it" $? "$work/err"
	signal_tracer $signal "$loop"
	wait $!
	[ "$(sum_says)" = "$CLEAN" ] && [ "$(awk '/^TracerPid/ { print $2 }' "/proc/$loop/status")" = 0 ] &&
		! grep -q ' r-xp 00000000 00:00 0 *$' "/proc/$loop/maps"
	ok "SIG$signal to the tracer restores them, and it runs on as it was" $? "$work/sums" "$work/err" "/proc/$loop/maps"
done
{ kill "$loop"; wait; } 2>/dev/null

# --- USDT ------------------------------------------------------------------------------------------

dt -qn 'shop$target:::order-placed { printf("%s:%s %d %s\n", probemod, probefunc, args[0], copyinstr(arg1)); }' \
	-c "$places basic"
sort -o "$work/out" "$work/out"
is "a static probe with a semaphore" <<-END
	$plain 1
	places:order 0 customer
	places:order 1 customer
	places:order 2 customer
END

dt -ln 'shop*:::' -c "$places basic"
grep -q 'shop[0-9]* *places *order order-placed' "$work/out"
ok "it is listed" $? "$work/out" "$work/err"

if echo '#include <stdio.h>
	int main() { try { throw 5; } catch (int n) { printf("%d\n", n); } }' |
	g++ -x c++ -o "$work/throws" - 2>/dev/null; then
	chmod a+rx "$work/throws"
	dt -qn 'libstdcxx$target:::throw, libstdcxx$target:::catch { printf("%s\n", probename); }' \
		-c "$work/throws"
	sort -o "$work/out" "$work/out"
	is "probes of the C++ library as Debian ships it" <<-END
		5
		catch
		throw
	END
fi

# --- stacks and names ----------------------------------------------------------------------------------

cat >"$work/stack.cc" <<-'END'
	#include <sys/syscall.h>
	#include <unistd.h>
	#define NOINLINE __attribute__((noinline, noclone))
	namespace shop {
	struct Order {
		NOINLINE int place(int n) { return syscall(SYS_getppid) > n ? n : 0; }
	};
	}
	NOINLINE int outer(int n) { shop::Order order; return order.place(n) + 1; }
	int main() { return outer(3) != 4; }
END
build() {
	g++ -O1 -fno-omit-frame-pointer "$@" "$work/stack.cc" && chmod a+rx "$work"/stack-*
}
build -g -fPIE -pie -Wl,--build-id -o "$work/stack-pie" && build -g -no-pie -o "$work/stack-fixed" &&
	build -g -static -o "$work/stack-static" && build -g -gz=zlib -o "$work/stack-compressed"
cp "$work/stack-pie" "$work/stack-stripped"
(cd "$work" && objcopy --only-keep-debug stack-stripped stack-stripped.debug && strip stack-stripped &&
	objcopy --add-gnu-debuglink=stack-stripped.debug stack-stripped)
cp "$work/stack-pie" "$work/stack-identified"
id=$(readelf -n "$work/stack-pie" | sed -n 's/.*Build ID: //p')
mkdir -p "$work/debug/.build-id/${id:0:2}"
objcopy --only-keep-debug --compress-debug-sections "$work/stack-pie" "$work/debug/.build-id/${id:0:2}/${id:2}.debug" &&
	strip "$work/stack-identified"
chmod -R a+rX "$work/debug"
export DTRACE_DEBUG_PATH=$work/debug
for kind in pie fixed static stripped identified compressed; do
	dt -qn 'syscall::getppid:entry { ustack(4); @[usym(ucaller), uaddr(ucaller)] = count(); }' \
		-x demangle -c "$work/stack-$kind"
	sed 's/+0x[0-9a-f]*/+/; s/^ *libc.so.6/libc/; s/^ *stack-static`syscall/libc`syscall/' "$work/out" |
		head -n 4 >"$work/some"
	mv "$work/some" "$work/out"
	is "ustack() of a process that has ended: $kind" <<-END
		libc\`syscall+
		stack-$kind\`outer(int)+
		stack-$kind\`main+
	END
done

unset DTRACE_DEBUG_PATH

cat >"$work/clock.c" <<-'END'
	#include <time.h>
	int main(void) { struct timespec t; return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); }
END
gcc -O1 -o "$work/clock" "$work/clock.c" && chmod a+rx "$work/clock"
dt -qn 'syscall::clock_gettime:entry /execname == "clock"/ { ustack(1); @[umod(uregs[R_PC])] = count(); }' -c "$work/clock"
grep -q '\[vdso\]`.*clock_gettime+0x' "$work/out" && grep -q '\[vdso\]  *1$' "$work/out"
ok "ustack() in the vdso" $? "$work/out" "$work/err"

# Code without frame pointers, called from a signal handler: through the kernel's frame too.
cat >"$work/deep.c" <<-'END'
	#include <signal.h>
	#include <stdlib.h>
	#include <sys/syscall.h>
	#include <unistd.h>
	#define NOINLINE __attribute__((noinline, noclone))
	static volatile int keep;
	NOINLINE void inner(void) { syscall(SYS_getppid); keep++; }
	NOINLINE void middle(char *room) { room[0] = 1; inner(); keep += room[0]; }
	NOINLINE void handler(int number) { middle(alloca(number * 100)); keep++; }
	NOINLINE void work(void) { raise(SIGUSR1); keep++; }
	int main() { signal(SIGUSR1, handler); work(); return 0; }
END
gcc -O2 -fomit-frame-pointer -o "$work/deep" "$work/deep.c" -include alloca.h && chmod a+rx "$work/deep"
dt -qn 'syscall::getppid:entry { ustack(); } pid$target:a.out:inner:entry { ustack(2); }' \
	-x ustackunwind=dwarf -c "$work/deep"
sed -n 's/^ *deep`\([a-z]*\).*/\1/p' "$work/out" >"$work/some"
mv "$work/some" "$work/out"
is "-x ustackunwind=dwarf: no frame pointers, a signal handler" <<-END
	inner
	middle
	inner
	middle
	handler
	work
	main
END

done_testing
