/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a fault in a branch ends the whole clause (what that stretch recorded is gone), other clauses go on;
 * conditions are decided once
 */
int n;
BEGIN
{
	printf("a\n");
	if (n == 0) {
		n = 1;
		printf("b\n");
		x = *(int *)8;
		printf("never\n");
	} else {
		printf("not here, n was 0 when it was asked\n");
	}
	printf("nor here\n");
}
BEGIN { printf("next %d\n", n); }
BEGIN
/n == 1/
{
	if (n == 2)
		printf("two\n");
	else if (n == 1) {
		n = 2;
		if (n == 2) { printf("nested\n"); }
		printf("after nested\n");
	}
	printf("end\n");
}
BEGIN /n == 7/ { if (1) { printf("the predicate was false\n"); } }
ERROR { printf("error\n"); }
BEGIN { exit(0); }
