/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Structs, bit-fields and C arrays in variables of all scopes, strings as keys, conversions,
 * C semantics of division, deep parentheses.
 */
struct pt { int a; short b; char name[12]; unsigned f1:3; int f2:5; };
struct pt g;
self struct pt t;
this struct pt l;
int arr[5];
self int sarr[4];
string names[int, string];
inline int twice[int n] = n * 2;
enum color { RED, GREEN = 7 };
enum color col;
BEGIN {
	g.a = 5; g.b = -3; g.f1 = 9; g.f2 = -2;
	self->t = g;
	self->t.a += 2;
	self->t.f2--;
	printf("%d %d %d %d\n", self->t.a, self->t.b, self->t.f1, self->t.f2);
	this->l = self->t; this->l.a++;
	printf("%d %d\n", this->l.a, g.a);
	arr[2] = 7; arr[3] = arr[2]++ * 2; 
	printf("%d %d %d\n", arr[2], arr[3], arr[0]);
	self->sarr[1] = 11; self->sarr[3] -= 4;
	printf("%d %d %d\n", self->sarr[0], self->sarr[1], self->sarr[3]);
	names[1, "x"] = "one-x"; names[2, strjoin("a", "b")] = names[1, "x"];
	printf("%s|%s|%s\n", names[2, "ab"], names[3, ""], strjoin(names[1, "x"], "!"));
	names[2, "ab"] = 0;
	printf("%s|\n", names[2, "ab"]);
	printf("%d %d\n", twice[21], twice[self->t.a]);
	col = GREEN; printf("%d %d\n", col == GREEN, col != RED);
	self->u = (unsigned char)300; self->w = (char)200; self->z = (short)-1;
	printf("%d %d %d %u\n", self->u, self->w, self->z, (unsigned)self->z);
	printf("%d %d %d\n", 7 / -2, 7 % -2, -7 >> 1);
	printf("%d %d\n", 0x7fffffff + 1 > 0, (uint8_t)255 + (uint8_t)1);
	x = "hello"; printf("%s %d %d\n", x, x == "hello", x > "hell");
	printf("%s %d %s\n", substr(x, 1, 3), index(x, "l"), x == "q" ? "yes" : "no");
	p = (int *)alloca(16); 
	*p = 42; p[1] = *p + 1; p++;
	printf("%d %d\n", *p, *(p - 1));
	this->i = 5; this->j = this->i++ + ++this->i; printf("%d %d\n", this->i, this->j);
	printf("%d\n", ((((((((((((((((((((((((((((((1+2)+3)+4)+5)+6)+7)+8)+9)+pid-pid)+0)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1));
	exit(0);
}
