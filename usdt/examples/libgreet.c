/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A shared library with a probe. It registers when it is loaded and takes it back when it is
 * closed.
 *
 *	dtrace -h -s greet_provider.d
 *	cc -fPIC -c libgreet.c
 *	dtrace -G -s greet_provider.d libgreet.o
 *	cc -shared -o libgreet.so libgreet.o greet_provider.o
 */
#include "greet_provider.h"

int greet(char *whom, int times);

int greet(char *whom, int times)
{
	GREET_HELLO(whom, times);
	return times + 1;
}
