/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a divisor that folds to zero
 */
int x;
BEGIN
{
	trace(5 / (3 - 3));
	exit(0);
}
