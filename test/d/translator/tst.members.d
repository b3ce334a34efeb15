/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * members of a translated value are the translator's expressions; only those named are evaluated
 */
struct in { int a; int b; };
struct out { long sum; string text; int bad; };
translator struct out < struct in *I > {
	sum = I->a + I->b * 10;
	text = I->a > 1 ? "many" : "one";
	bad = *(int *)0;
};
inline struct out *view[struct in *p] = xlate <struct out *>(p);

BEGIN
{
	this->p = (struct in *)alloca(sizeof (struct in));
	this->p->a = 1;
	this->p->b = 2;
	printf("%d %s\n", xlate <struct out>(this->p).sum, xlate <struct out *>(this->p)->text);
	this->p->a = 5;
	printf("%d %s\n", view[this->p]->sum, view[this->p]->text);
	exit(0);
}
