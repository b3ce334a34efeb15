/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A program with nothing but notes: it tells nobody of its probes. Passes one COUNT times, and with
 * MODE fork so does a child; load FILE calls plug(i) of a library, which it loads, once.
 * Compiled with -DMOVED its probe is at another place.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "include/dtrace/sdt.h"

static __attribute__((noipa)) int pass(int i)
{
#ifdef MOVED
	__asm__ volatile(".fill 64,1,0x90");
#endif
	DTRACE_PROBE1(notes, pass, i);
	return i + 1;
}

static void pass_all(int count)
{
	for (int i = 0; i < count; i = pass(i))
		;
}

static int load(const char *file)
{
	void *library = dlopen(file, RTLD_NOW);
	int (*plug)(int) = library ? (int (*)(int))dlsym(library, "plug") : NULL;

	if (!plug) {
		fprintf(stderr, "notes: %s\n", dlerror());
		return 1;
	}
	plug(7);
	dlclose(library);
	return 0;
}

int main(int argc, char **argv)
{
	int count = argc > 1 ? atoi(argv[1]) : 1;
	const char *mode = argc > 2 ? argv[2] : "";
	pid_t child;

	pass_all(count);
	if (!strcmp(mode, "load") && argc > 3)
		return load(argv[3]);
	if (!strcmp(mode, "fork")) {
		child = fork();
		if (!child) {
			pass_all(count);
			_exit(0);
		}
		waitpid(child, NULL, 0);
	}
	return 0;
}
