/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string never set is empty
 */
string g;
self string t;
string a[int];

BEGIN
{
	printf("[%s][%s][%s] %d\n", g, self->t, a[5], g == "");
	exit(0);
}
