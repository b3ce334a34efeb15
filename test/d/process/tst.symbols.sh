# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Variables of the program that is traced, as values: scalars, members, elements, strings, pointers followed,
# addresses, a library's; and those that are not there.
# @only: process
# shellcheck disable=SC2154,SC2086
cat >lib.c <<'END'
int lib_count = 40;
void step(void) { lib_count++; }
END
cat >app.c <<'END'
struct node { int value; const char *name; struct node *next; unsigned flag : 3; };
static struct node second = { 20, "second", 0, 5 };
struct node first = { 10, "first", &second, 2 };
int table[4] = { 1, 2, 3, 4 };
char text[16] = "a text";
volatile long counter;
enum color { RED, GREEN = 5 } paint = GREEN;
__thread int private = 9;
void step(void);
int main(void)
{
	for (int i = 0; i < 3; i++) { counter += 100; step(); }
	return private;
}
END
cc -g -shared -fPIC -o libstep.so lib.c && cc -g -o app app.c -L. -lstep -Wl,-rpath,. || exit 1
"$dtrace" $options -qn '
pid$target:libstep.so:step:entry { printf("%d %d\n", a.out`counter, libstep.so`lib_count); }
pid$target:libstep.so:step:entry /a.out`counter == 100/
{
	printf("%d %d %d\n", a.out`first.value, a.out`first.next->value, a.out`first.next->flag);
	printf("%s %s\n", stringof(a.out`text), copyinstr((uintptr_t)a.out`first.next->name));
	printf("%d %d\n", a.out`table[2], sizeof (a.out`table));
	printf("%d %d\n", a.out`paint == GREEN, `paint);
	printf("%d\n", *(int *)copyin((uintptr_t)&a.out`table[3], 4));
	printf("%d\n", &a.out`first == (struct a.out`node *)&a.out`first.value);
	print(a.out`second);
	printf("\n");
}' -c ./app 2>/dev/null | sed 's/0x[0-9a-f]\{6,\}/ADDRESS/' | grep .
for name in 'a.out`nothing' 'libstep.so`nothing' 'libnone.so`x' 'a.out`private'; do
	"$dtrace" $options -x errtags -qn "BEGIN { trace($name); }" -c ./app 2>&1
done
:
