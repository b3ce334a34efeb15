/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a predicate looks at all 64 bits
 */
BEGIN
/0x100000000/
{
	printf("yes\n");
}

BEGIN { exit(0); }
