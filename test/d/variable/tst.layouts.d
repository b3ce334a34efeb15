/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Nested structs in arrays, pointers to D variables, struct keys and values, a translator, ?: and
 * logic, pointer differences, narrow compound assignment.
 */
struct in { char c; long l; };
struct out { int x; struct in i[3]; char s[8]; };
struct out o[4];
this struct out *tp;
translator struct in < struct out *p > { c = p->s[0]; l = p->x * 2; };
BEGIN {
	i = 2;
	o[i].i[1].l = 77; o[i].i[i].c = 'z'; o[i].s[0] = 'h'; o[i].s[1] = 'i'; o[i].x = 21;
	this->tp = &o[2];
	printf("%d %c %s\n", this->tp->i[1].l, this->tp->i[2].c, stringof(this->tp->s));
	printf("%d %c\n", xlate <struct in> (this->tp).l, xlate <struct in *> (this->tp)->c);
	self->m[o[2].i[1]] = 5; printf("%d %d\n", self->m[o[2].i[1]], self->m[o[2].i[0]]);
	q[o[2]] = o[2]; printf("%d\n", q[o[2]].i[1].l);
	q[o[2]].x = 99; printf("%d %d\n", q[o[2]].x, o[2].x);
	printf("%d\n", (i > 1 ? i : 0) + (i ^^ 0) + !i + (i && 0 || 1));
	printf("%s\n", i == 2 ? "two" : i == 3 ? "three" : "many");
	printf("%d\n", sizeof (o) + sizeof (struct in));
	printf("%d %d\n", &o[3] - &o[1], (char *)&o[1] - (char *)&o[0]);
	b = (uint64_t)1 << 63; printf("%d %u %x\n", b, b >> 60, ~b);
	c = (char)0x7f; c++; printf("%d\n", c);
	us = (unsigned short)1; us -= 2; printf("%d\n", us);
	us <<= 4; us |= 3; us ^= 1; us %= 1000; us /= 3; printf("%d\n", us);
	printf("%d\n", strlen(strjoin(strjoin("a", "bc"), lltostr(12345))));
	tracemem(&o[2], 16);
	exit(0);
}
