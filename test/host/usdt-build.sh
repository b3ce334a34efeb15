#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# dtrace -h and -G and <dtrace/sdt.h>: every way to build a program, what the program then
# carries, what it costs without the driver, and the sentences for mistakes.

. "$(dirname "$(readlink -f "$0")")/process-common"
top=$PWD
include="-I$top/include -I$work"
dtrace() { "$work/bin/dtrace" -x syslibdir="$work/bin" "$@"; }
cd "$work" || exit 1

cp "$top"/usdt/examples/shop* "$top"/usdt/examples/queue* "$top"/usdt/examples/libgreet.c \
	"$top"/usdt/examples/greet* "$top"/usdt/examples/echod.c .
dtrace -h -s shop_provider.d && dtrace -h -s queue_provider.d && dtrace -h -s greet_provider.d
ok "-h" $?

# notes FILE: "provider:name arguments" of its notes, sorted.
notes() {
	LC_ALL=C readelf -n "$1" | awk '/Provider:/ { p = $2 } /Name:/ { n = $2 }
		/Arguments:/ { $1 = ""; print p ":" n " " NF - 1 }' | sort
}
three=$(printf 'shop:idle 0\nshop:order__done 2\nshop:order__placed 2')

# variant NAME COMPILE-FLAGS LINK-FLAGS: the C example, linked with its -G object, runs and has notes.
variant() {
	# shellcheck disable=SC2086
	gcc -Wall -Wextra -Werror $2 $include -c shop.c -o shop.o >out 2>&1 &&
		dtrace -G -s shop_provider.d shop.o >>out 2>&1 &&
		gcc $2 $3 -o shop shop.o shop_provider.o >>out 2>&1 &&
		[ "$(./shop)" = "3 orders, 375 cents" ] && [ "$(notes shop)" = "$three" ]
	ok "C, $1" $? out
}
variant "-O2" "-O2" ""
variant "-O0" "-O0" ""
variant "PIE" "-O2 -fPIE" "-pie"
variant "no PIE" "-O2 -fno-pie" "-no-pie"
variant "-fPIC -fno-plt" "-O2 -fPIC -fno-plt" ""
variant "static" "-O2" "-static"
variant "static PIE" "-O2 -fPIE" "-static-pie"
variant "gc-sections" "-O2 -ffunction-sections -fdata-sections" "-Wl,--gc-sections"
variant "-std=c99 -pedantic" "-O2 -std=c99 -D_GNU_SOURCE -pedantic" ""
variant "-flto, fat" "-O2 -flto -ffat-lto-objects" ""
variant "-flto" "-O2 -flto" ""
! objdump -h shop_provider.o | grep -q '\.gnu\.lto'
ok "the object of -G is an ordinary one" $?

g++ -Wall -Wextra -Werror -O2 $include -c queue.cc && dtrace -G -s queue_provider.d queue.o &&
	g++ -o queue queue.o queue_provider.o && [ "$(./queue)" = "sum 82, 2 bad" ] &&
	[ "$(notes queue)" = "$(printf 'queue:bad__job 1\nqueue:pop 2\nqueue:push 2')" ]
ok "C++: templates, an exception handler" $?
g++ -std=c++11 -Wall -Wextra -Werror -O1 -flto $include -c queue.cc &&
	dtrace -G -s queue_provider.d queue.o && g++ -flto -o queue queue.o queue_provider.o &&
	[ "$(./queue)" = "sum 82, 2 bad" ]
ok "C++, -flto" $? out

gcc -O2 -fPIC -Wall $include -c libgreet.c && dtrace -G -s greet_provider.d libgreet.o &&
	gcc -shared -o libgreet.so libgreet.o greet_provider.o -Wl,-z,defs -lc && gcc -o greet greet.c -ldl &&
	[ "$(./greet ./libgreet.so)" = "greeted 3 times" ]
ok "a shared library, loaded and closed" $?
! readelf -d libgreet.so | grep -q TEXTREL
ok "without text relocations" $?

gcc -m32 -O2 -Wall -Wextra -Werror -ffreestanding $include -x c -c -o narrow.o - <<'END' &&
#include <dtrace/sdt.h>
#include <stdint.h>
typedef int int_only;
void order(int id, char *who, long long big);
void order(int id, char *who, long long big)
{
	DTRACE_PROBE3(shop, order__placed, id, who, big);
	STAP_PROBE(shop, idle);
}
END
	[ "$(notes narrow.o)" = "$(printf 'shop:idle 0\nshop:order__placed 3')" ]
ok "32-bit objects: notes" $?
sed 's/<sys.types.h>/<stddef.h>/' shop_provider.h >narrow.h
gcc -m32 -O2 -Wall -Werror -ffreestanding $include -x c -c -o narrow.o - <<'END' &&
#include "narrow.h"
void order(int id, char *who);
void order(int id, char *who) { if (SHOP_ORDER_PLACED_ENABLED()) SHOP_ORDER_PLACED(id, who); SHOP_IDLE(); }
END
	dtrace -G -s shop_provider.d -o narrow_provider.o narrow.o && file narrow_provider.o | grep -q 'ELF 32-bit'
ok "32-bit objects: -h and -G" $?

cat >helper.d <<'END'
dtrace:helper:ustack: /arg0 == 1/ { copyinstr(arg1); }
END
gcc -O2 $include -c echod.c && dtrace -G -s helper.d -o helper.o echod.o && gcc -o echod echod.o helper.o
ok "helpers of a program without a provider" $?

# --- what it is ---------------------------------------------------------------------------------

gcc -O2 $include -c shop.c && dtrace -G -s shop_provider.d shop.o && gcc -o shop shop.o shop_provider.o
cp shop.o once.o && dtrace -G -s shop_provider.d shop.o && cmp -s once.o shop.o
ok "-G again changes nothing" $?
objdump -d --no-show-raw-insn shop.o | sed -n '/<take_order>:/,/^$/p' >code
grep -q 'nop$' code && ! grep -qE 'call.*dtrace' code
ok "a disabled probe is a nop" $? code
gcc -O2 $include -c echod.c && gcc -o echod echod.o && ! nm echod | grep -qi dtrace &&
	[ "$(notes echod | cut -d' ' -f1 | paste -sd' ')" = \
		"echod:accept echod:close echod:request__done echod:request__start" ]
ok "<dtrace/sdt.h> alone needs nothing" $?
gcc -O2 -DDTRACE_DISABLE_PROBES $include -c echod.c && ! readelf -n echod.o | grep -q stapsdt
ok "probes can be compiled away" $?

# --- the start-up code ------------------------------------------------------------------------------

calls() { strace -f -e trace=openat,open,ioctl "$@" 2>&1 | grep -E 'helper|devname|DTRACE|ioctl' | grep -v '"/proc'; }
if command -v strace >/dev/null; then
	[ "$(calls ./shop | grep -c 'dtrace/helper.*ENOENT')" = 1 ] && ! calls ./shop | grep -q ioctl
	ok "without the driver: one failed open, no more" $?
else
	ok "without the driver: one failed open, no more # SKIP no strace" 0
fi
DTRACE_DOF_INIT_DEBUG=1 ./shop 2>err >out && grep -q 'cannot open /dev/dtrace/helper' err && [ "$(cat out)" = "3 orders, 375 cents" ]
ok "DTRACE_DOF_INIT_DEBUG" $? out err
DTRACE_DOF_INIT_DISABLE=1 DTRACE_DOF_INIT_DEBUG=1 ./shop 2>err >out && grep -q 'disabled by' err
ok "DTRACE_DOF_INIT_DISABLE" $? err
# A stand-in for the driver: what would it be told?
gcc -I"$top/include" -shared -fPIC -o listen.so -x c - <<'END'
#include <stdarg.h>
#include <stdio.h>
#include <stdint.h>
#include "dtrace/helper.h"
#include "dtrace/dof.h"
int ioctl(int file, unsigned long command, ...)
{
	va_list list;
	unsigned long argument;
	va_start(list, command);
	argument = va_arg(list, unsigned long);
	va_end(list);
	if (command == DTRACEHIOC_ADDDOF) {
		struct dof_helper *helper = (void *)argument;
		struct dof_header *dof = (void *)(uintptr_t)helper->dof;
		FILE *out = fopen("dof", "w");
		fwrite(dof, 1, dof->filesz, out);
		fclose(out);
		return 7;
	}
	fprintf(stderr, "removed %lu\n", argument);
	return 0;
}
END
DTRACE_DOF_INIT_DEVNAME=/dev/null LD_PRELOAD=$work/listen.so ./shop >out 2>err
[ "$(head -c 4 dof | tail -c 3)" = DOF ] && grep -aq order-placed dof && grep -aq take_order dof && grep -aq 'uint64_t' dof &&
	grep -qx 'removed 7' err
ok "it tells the driver names, functions and types, and takes them back" $? err

# Symbols of the program in its helpers: what the driver is given are their addresses.
cat >names.d <<'END'
extern uint64_t a.out`mark;
dtrace:helper:ustack: /arg0 == (uintptr_t)&a.out`enter && a.out`mark == 3/ { "@entered"; }
END
echo 'unsigned long mark; void enter(void) {} static int hidden; int main(void) { return hidden; }' >names.c
# named NAME FLAGS: it is linked with these, and where it does not move, its addresses are in the image.
named() {
	# shellcheck disable=SC2086
	gcc -O0 $2 -c names.c && dtrace -G -s names.d -o names_helper.o names.o >out 2>&1 &&
		gcc $2 -o names names.o names_helper.o 2>>out
	ok "$1" $? out
}
named "helpers with symbols: PIE" "-fPIE -pie"
! readelf -d names | grep -q TEXTREL
ok "without text relocations" $?
named "a shared library's" "-fPIC -shared -Wl,-z,text"
named "static" "-static"
named "no PIE" "-no-pie -fno-pie"
# holds SYMBOL: the image has its address as eight bytes.
holds() {
	local address
	address=$(nm names | awk -v name="$1" '$3 == name { print $1 }')
	od -An -v -tx8 -w8 dof | grep -q "$address"
}
DTRACE_DOF_INIT_DEVNAME=/dev/null LD_PRELOAD=$work/listen.so ./names 2>>out && holds enter && holds mark
ok "the addresses are in the image that the driver is told" $? out
gcc -m32 -O0 -ffreestanding -c names.c -o narrow.o && dtrace -G -s names.d -o names_helper.o narrow.o &&
	objdump -r names_helper.o | grep -q 'R_386_32 *enter'
ok "32-bit helpers with symbols" $?
dtrace -S -G -s names.d -o names_helper.o narrow.o 2>&1 | grep -q 'setx DT_INTEGER.*! enter$'
ok "as they are disassembled" $?

# --- mistakes -------------------------------------------------------------------------------------------

# wrong NAME PATTERN COMMAND...: fails with one line of stderr that matches.
wrong() {
	local name=$1 pattern=$2 status=0
	shift 2
	"$@" >out 2>err && status=1
	grep -qE -- "$pattern" err && [ "$(wc -l <err)" = 1 ] || status=1
	ok "$name" $status out err
}
wrong "-G without a script" '^dtrace: -G needs a script: give it with -s$' dtrace -G shop.o
wrong "an object that is none" 'README: is not an ELF object file$' \
	sh -c "echo x >README; $work/bin/dtrace -x syslibdir=$work/bin -G -s shop_provider.d README"
wrong "a program" 'shop: is linked already: dtrace -G wants the object files' dtrace -G -s shop_provider.d shop
ar rc shop.a shop.o
wrong "an archive" 'shop.a: is an archive: give dtrace -G the objects' dtrace -G -s shop_provider.d shop.a
wrong "no sites" 'no probe sites found for declared provider shop$' dtrace -G -s shop_provider.d echod.o
sed 's/, uint64_t cents//' shop_provider.d >other.d
wrong "another declaration" 'order__done of provider shop has 2 arguments in take_order\(\) but is declared with 1: make the header again' \
	dtrace -G -s other.d shop.o
sed '/idle/d' shop_provider.d >other.d
wrong "a probe that is not declared" 'probe idle of provider shop is used in main\(\) but not declared$' \
	dtrace -G -s other.d shop.o
wrong "32 and 64 bits" 'is for 64 bits and narrow.o for 32: link them apart' dtrace -G -s shop_provider.d shop.o narrow.o
echo 'BEGIN { exit(0); }' >none.d
wrong "no provider" 'failed to create header file .*the program declares no provider' dtrace -h -s none.d
echo 'provider many { probe p(int, int, int, int, int, int, int, int, int, int, int, int, int); };' >many.d
wrong "clauses that are no helper" 'link script none.d: only clauses of dtrace:helper:ustack: can be linked into an application$' \
	dtrace -G -s none.d shop.o
gcc -c names.c
sed 's/mark/hidden/g' names.d >hidden.d
wrong "a helper that names a static variable" 'a helper names hidden, which is static in names.o: only what other objects see can be linked$' \
	dtrace -G -s hidden.d names.o
wrong "too many arguments" 'probe p of provider many has 13 arguments' dtrace -h -s many.d
echo 'provider app9 { probe p(); };' >digit.d
wrong "a provider that ends in a digit" '\[D_PROV_BADNAME\].*may not end in a digit' dtrace -x errtags -h -s digit.d
wrong "no assembler" 'cannot run the assembler /no/such: install binutils' \
	env DTRACE_AS=/no/such "$work/bin/dtrace" -x syslibdir="$work/bin" -G -s shop_provider.d shop.o
done_testing
