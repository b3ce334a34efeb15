# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# How far a command runs before tracing begins (-x evaltime): is a constructor seen, are libraries mapped; for
# dynamic, static and stripped programs, and one that never comes to main().
# @only: process
# shellcheck disable=SC2154,SC2086
cat >app.c <<'END'
#include <unistd.h>
volatile int stage = 1;
__attribute__((constructor)) static void begin(void) { stage = 2; write(1, "constructor\n", 12); }
int main(void) { stage = 3; return 0; }
END
cat >early.c <<'END'
#include <stdlib.h>
__attribute__((constructor)) static void begin(void) { exit(7); }
int main(void) { return 0; }
END
{ cc -g -o app app.c && cc -g -static -o static app.c && cc -s -o stripped app.c && cc -o early early.c; } 2>/dev/null || exit 1
look() {
	"$dtrace" $options -qn 'pid$target:a.out:begin:entry { printf("seen at stage %d, ", a.out`stage); }
		pid$target:a.out:main:entry { printf("main at stage %d\n", a.out`stage); }' "$@" 2>&1 | grep stage
}
for when in exec preinit postinit main; do
	echo "$when: $(look -x evaltime=$when -c ./app)"
done
echo "default: $(look -c ./app)"
echo "static, exec: $(look -x evaltime=exec -c ./static)"
echo "static, default: $(look -c ./static)"
echo "stripped, main:"
"$dtrace" $options -x evaltime=main -qn 'BEGIN { printf("begin\n"); }' -c ./stripped 2>&1 | grep .
echo "libraries:"
for when in exec preinit; do
	"$dtrace" $options -x evaltime=$when -qn 'BEGIN { trace((uint64_t)&libc.so.6`environ != 0); exit(0); }' -c ./early 2>&1 | sed 's/.*failed/failed/'
done
"$dtrace" $options -qn 'BEGIN { trace((uint64_t)&libc.so.6`environ != 0); exit(0); }' -c ./early 2>&1
echo "ends before main:"
"$dtrace" $options -x evaltime=main -n 'BEGIN { trace("begin"); }' -c ./early 2>&1 | grep -oE 'begin|exited with status 7' | sort
"$dtrace" $options -x evaltime=sometime -n BEGIN 2>&1
"$dtrace" $options -n '#pragma D option evaltime=main
BEGIN' 2>&1
:
