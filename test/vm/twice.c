/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A library that places (test/host/process/places.c) loads when it likes. */
int twice(int n);

int twice(int n)
{
	return 2 * n;
}
