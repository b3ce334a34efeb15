# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
# @only: process
#
# Types of the program that is traced, from its DWARF: by scope, by plain name, in a typedef of one's
# own; bit-fields, anonymous members, enums, function pointers and a flexible array at the end.
cat >app.c <<'END'
struct inner { char c; short s; };
enum mode { M_OFF, M_ON = 4 };
struct conf {
	int id; unsigned flag : 3; int level : 5; char name[16]; struct inner in;
	struct { int anon; }; enum mode mode; int (*handler)(int, const char *);
	struct conf *next; int tail[];
};
typedef struct conf conf_t;
conf_t global;
int main(void) { return 0; }
END
cc -g -o app app.c || exit 1
cat >types.d <<'END'
typedef struct a.out`conf mine;
mine kept;
BEGIN
{
	printf("%d %d %d\n", sizeof (struct a.out`conf), offsetof(mine, anon), sizeof (conf_t));
	this->p = (struct conf *)alloca(sizeof (mine));
	this->p->id = 5;
	this->p->level = -2;
	this->p->anon = 7;
	this->p->mode = M_ON;
	kept = *this->p;
	printf("%d %d %d\n", kept.level, kept.anon, kept.mode == M_ON);
	print(kept.in);
	print(kept.mode);
	exit(0);
}
END
# shellcheck disable=SC2086,SC2154
$dtrace $options -q -c ./app -s types.d
# shellcheck disable=SC2086
$dtrace $options -x errtags -q -c ./app -n 'BEGIN { x = sizeof (struct a.out`nothing); }' 2>&1
# shellcheck disable=SC2086
$dtrace $options -x errtags -q -n 'BEGIN { x = sizeof (struct a.out`conf); }' 2>&1
exit 0
