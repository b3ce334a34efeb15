/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * members lie where C puts them
 */
struct s { char a; short b; char c; long d; char e; struct { char f; int g; } h; };

BEGIN
{
	printf("%d %d %d %d %d %d %d\n", offsetof(struct s, b), offsetof(struct s, c), offsetof(struct s, d), offsetof(struct s, e), offsetof(struct s, h), sizeof(struct s), offsetof(struct s, a));
	exit(0);
}
