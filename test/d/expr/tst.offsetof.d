/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * offsetof respects alignment
 */
struct s { char a; short b; char c; int64_t d; };
BEGIN
{
	printf("%d %d %d %d\n", offsetof(struct s, a), offsetof(struct s, b), offsetof(struct s, c), offsetof(struct s, d));
	exit(0);
}
