/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * C++ names made readable by the C++ library's own function. It is loaded when -x demangle
 * asks for it, so nobody else needs it.
 */
#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

#include "dt_demangle.h"

static char *(*demangle)(const char *name, char *to, size_t *size, int *status);

static void load(void)
{
	static const char *const libraries[] = {"libstdc++.so.6", "libc++abi.so.1"};

	for (size_t i = 0; i < sizeof(libraries) / sizeof(libraries[0]) && !demangle; i++) {
		void *library = dlopen(libraries[i], RTLD_LAZY | RTLD_LOCAL);

		if (library)
			*(void **)&demangle = dlsym(library, "__cxa_demangle");
	}
}

bool dt_demangle_available(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	return demangle;
}

char *dt_demangle(const char *name)
{
	int status;

	if (strncmp(name, "_Z", 2) || !dt_demangle_available())
		return NULL;
	return demangle(name, NULL, NULL, &status);
}
