#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Types of the traced program without a driver: args[] of pid probes, casts, copies and userland
# pointers, from debugging information in the file, beside it and compressed.

. "$(dirname "$(readlink -f "$0")")/process-common"
gcc -O1 -g -Wl,--build-id -o "$work/types" test/host/process/types.c || exit 1
chmod a+rx "$work/types"
types=$work/types

# said TEXT...: each is a line of the output.
said() {
	local text
	for text; do
		grep -qxF -- "$text" "$work/out" || { echo "no line $text" >>"$work/err"; return 1; }
	done
}

# --- entry ---------------------------------------------------------------------------------

dt -qn 'pid$target:a.out:serve:entry { printf("%d %s %d %s %d %d\n", args[0]->fd, args[0]->name, args[1], stringof(args[2]), args[4], args[5] == GREEN); }' \
	-c "$types"
said '4 first -2 ann -3 1'
ok "parameters by their types: what they point to, signs, one behind a floating-point number" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:serve:entry { printf("%d %s %d %d %d\n", args[0]->next->fd, args[0]->next->name, args[0]->next->state, args[0]->closed, args[0]->next->next == NULL); }' \
	-c "$types"
said '9 last 5 1 1'
ok "from structure to structure, arrays of characters, bit-fields" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:on_stack:entry { printf("%d %d %s\n", args[5], args[6], args[7]->name); }' -c "$types"
said '6 -7 last'
ok "parameters on the stack" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:by_value:entry { printf("%d\n", args[1]); }
	pid$target:a.out:in_registers:entry { printf("%d %d %d\n", (int)arg0, arg1, args[1]); }
	pid$target:a.out:floating:entry { printf("%d\n", args[2]); }' -c "$types"
said -40 '1 2 -5' 44
ok "parameters behind structures that are passed by value" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:by_value:entry { trace(args[0].b); }' -c "$types"
grep -q 'lies on the stack: copyin(uregs\[R_SP\] + 8, 24)' "$work/err"
ok "a structure on the stack is refused, and it says how to reach it" $? "$work/err"
dt -qn 'pid$target:a.out:by_value:entry { printf("%d\n", ((struct large *)copyin(uregs[R_SP] + 8, 24))->b); }' -c "$types"
said 20
ok "as it says" $? "$work/out" "$work/err"
dt -qn 'pid$target:a.out:serve:entry { trace(args[3]); }' -c "$types"
grep -q 'args\[3\] of probe .* is passed in a floating-point register' "$work/err"
ok "a floating-point number is refused" $? "$work/err"
dt -qn 'pid$target:a.out:serve:entry { trace(args[6]); }' -c "$types"
grep -q 'index 6 is out of range' "$work/err"
ok "there is no seventh" $? "$work/err"

# --- return --------------------------------------------------------------------------------

dt -qn 'pid$target:a.out:next_of:return { printf("%d %s\n", args[0] > 0, args[1]->name); }
	pid$target:a.out:narrow:return { printf("%d\n", args[1]); }
	pid$target:a.out:make_large:return { printf("%d %d\n", args[1].a, args[1].c); }
	pid$target:a.out:make_large:entry { printf("n %d\n", args[0]); }' -c "$types"
said '1 last' -2 '100 102' 'n 100'
ok "values: a pointer, a narrow one, a structure in memory" $? "$work/out" "$work/err"
dt -qn 'pid$target:a.out:half:return { trace(args[1]); }' -c "$types"
grep -q 'is returned in a floating-point register' "$work/err"
ok "a floating-point value is refused" $? "$work/err"

# --- casts, copies, listings -------------------------------------------------------------------

dt -qn 'pid$target:a.out:serve:entry { printf("%d %s\n", ((struct a.out`conn *)copyin(arg0, sizeof (struct a.out`conn)))->fd,
	((userland struct conn *)arg0)->next->name); print(*(struct conn *)copyin(arg0, sizeof (struct conn))); }' -c "$types"
said '4 last' && grep -q 'char \[12\] name = \[ *"first"' "$work/out" && grep -q 'closed :1 = 0x1' "$work/out"
ok "casts to the program's structures, userland pointers, print() of a copy" $? "$work/out" "$work/err"

dt -qn 'pid$target:a.out:serve:entry { self->c = args[0]; } pid$target:a.out:serve:return /self->c/
	{ printf("%d %s\n", self->c->next->fd, self->c->name); self->c = NULL; }' -c "$types"
said '9 first'
ok "a variable keeps where a pointer leads" $? "$work/out" "$work/err"

dt -lvn 'pid$target:a.out:serve:entry' -c "$types"
grep -q 'args\[0\]: struct conn \*' "$work/out" && grep -q 'args\[1\]: short' "$work/out" && grep -q 'types *serve entry' "$work/out"
ok "-lv: the types; the module is the file's name" $? "$work/out" "$work/err"

dt -qn 'pid$target::serve:entry, pid$target::narrow:entry { printf("%s %d\n", probefunc, args[0] != NULL); }' -c "$types"
said 'serve 1' 'narrow 1'
ok "types of each description for itself" $? "$work/out" "$work/err"

# --- C++ ---------------------------------------------------------------------------------------

if type -P g++ >/dev/null; then
	g++ -O1 -g -o "$work/typesxx" test/host/process/types.cc && chmod a+rx "$work/typesxx"
	dt -qn 'pid$target:a.out:*ship*:entry { printf("%d %s %d\n", args[0]->number, args[1].text, args[2]); }
		pid$target:a.out:*count*:entry { printf("%d %d\n", args[0]->number, args[1]); }' -c "$work/typesxx"
	said '77 harbour -3' '77 65535'
	ok "C++: this, a reference, an object passed by its address" $? "$work/out" "$work/err"
else
	skip "C++: this, a reference, an object passed by its address" "there is no g++ here (tools/deps installs it)"
fi

# --- where the information may be ------------------------------------------------------------------

# same NAME PROGRAM: the first test's answer.
same() {
	dt -qn 'pid$target:a.out:serve:entry { printf("%d %s %d\n", args[0]->fd, args[0]->name, args[4]); }' -c "$2"
	said '4 first -3'
	ok "$1" $? "$work/out" "$work/err"
}

gcc -O1 -g -gz=zlib -o "$work/compressed" test/host/process/types.c && chmod a+rx "$work/compressed"
readelf -SW "$work/compressed" | grep -q ' \.debug_info .* C '
ok "the compiler compresses" $?
same "compressed debugging information" "$work/compressed"

cp "$types" "$work/linked"
(cd "$work" && objcopy --only-keep-debug --compress-debug-sections linked linked.debug && strip linked &&
	objcopy --add-gnu-debuglink=linked.debug linked)
same "stripped: a compressed file by .gnu_debuglink" "$work/linked"

id=$(readelf -n "$types" | sed -n 's/.*Build ID: //p')
mkdir -p "$work/debug/.build-id/${id:0:2}"
cp "$types" "$work/identified"
objcopy --only-keep-debug "$types" "$work/debug/.build-id/${id:0:2}/${id:2}.debug" && strip "$work/identified"
chmod -R a+rX "$work/debug"
export DTRACE_DEBUG_PATH=$work/debug
same "stripped: a file by build-id" "$work/identified"
export DTRACE_DEBUG_PATH=$work/none
dt -qn 'pid$target:a.out:main:entry { trace(args[0]); }' -c "$work/identified"
[ -s "$work/err" ]
ok "without it: a sentence" $? "$work/err"
unset DTRACE_DEBUG_PATH

gcc -O1 -g -static -o "$work/static" test/host/process/types.c && chmod a+rx "$work/static"
same "a static program" "$work/static"

mkdir "$work/far"
echo 'struct shape { int sides; const char *name; }; int draw(struct shape *s); int draw(struct shape *s) { return s->sides; }' |
	gcc -O1 -g -shared -fPIC -o "$work/far/libshape.so.1" -x c - &&
	echo 'struct shape { int sides; const char *name; }; int draw(struct shape *s);
		int main(void) { struct shape s = {3, "triangle"}; return draw(&s) != 3; }' |
	gcc -O1 -o "$work/draws" -x c - -x none "$work/far/libshape.so.1" -Wl,-rpath,"$work/far"
chmod -R a+rX "$work/far" "$work/draws"
dt -qn 'pid$target:libshape:draw:entry { printf("%s %d %s %d\n", probemod, args[0]->sides, stringof(args[0]->name), sizeof (struct libshape`shape)); }' \
	-c "$work/draws"
said 'libshape.so.1 3 triangle 16'
ok "a library where only its program finds it, before it is loaded" $? "$work/out" "$work/err"

# What dtrace -G has put into a program, and no symbol of it: it is read from the file where no driver is told.
strip -o "$work/declared" build/vm/bin/declared && chmod a+rx "$work/declared"
dt -qn 'declared$target:::swapped { printf("%s %d %d\n", copyinstr((uintptr_t)args[0]), args[1], arg0); }
	declared$target:::doubled { printf("%d %d\n", args[0], args[1]); }
	declared$target:::globals { printf("%d %d %s\n", arg1, args[10], copyinstr((uintptr_t)args[11])); }' -c "$work/declared"
said 'ann 7 7' '-7 -7' '101 110 text'
ok "a stripped program's declared probes: types, order, variables" $? "$work/out" "$work/err"
dt -lvn 'declared$target:::swapped' -c "$work/declared"
grep -q 'args\[0\]: char \*' "$work/out" && grep -q 'Identifier Names: Stable' "$work/out"
ok "as they are listed" $? "$work/out" "$work/err"

done_testing
