/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Loads ./libgreet.so, or the file named, three times: cc -o greet greet.c -ldl */
#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int times = 0;

	for (int round = 0; round < 3; round++) {
		void *library = dlopen(argc > 1 ? argv[1] : "./libgreet.so", RTLD_NOW);
		int (*greet)(char *, int) =
			library ? (int (*)(char *, int))dlsym(library, "greet") : NULL;

		if (!greet) {
			fprintf(stderr, "greet: %s\n", dlerror());
			return 1;
		}
		if (argc > 2)
			usleep(300000);
		times = greet("world", times);
		dlclose(library);
	}
	printf("greeted %d times\n", times);
	return 0;
}
