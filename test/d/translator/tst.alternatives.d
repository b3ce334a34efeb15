/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * of a member's definitions the first that compiles is taken, also inside inlines and translators
 */
struct in { int new; };
struct out { int a; int b; int c; };
inline int doubled[int n] = n * 2;
translator struct out < struct in *i > {
	a = i->new;
	a = i->old;
	b = doubled[i->older];
	b = doubled[xlate <struct out>(i->old).b];
	b = doubled[i->new];
	c = xlate <struct out>(i).b + 1;
	c = 0;
};

BEGIN
{
	this->i = (struct in *)alloca(sizeof (struct in));
	this->i->new = 4;
	printf("%d %d %d\n", xlate <struct out>(this->i).a, xlate <struct out>(this->i).b,
	    xlate <struct out>(this->i).c);
	exit(0);
}
