/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a parameter that is a pointer, or a string, may have a subscript
 */
inline int second[int *p] = p[1];
inline int first[string s] = s[0];
struct out { int member; };
translator struct out < int *p > { member = p[1]; };
BEGIN
{
	this->p = (int *)alloca(2 * sizeof(int));
	this->p[1] = 7;
	printf("%d %d %d\n", second[this->p], first["abc"], xlate <struct out *>(this->p)->member);
	exit(0);
}
