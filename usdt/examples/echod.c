/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A small server: echoes lines on a local socket until it has seen CONNECTIONS of them. Its probes
 * need no generated file at all: cc -o echod echod.c, with <dtrace/sdt.h> found.
 *
 *	./echod PATH CONNECTIONS &
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <dtrace/sdt.h>

static void serve(int client, int number)
{
	char line[256];
	ssize_t got;
	long total = 0;

	DTRACE_PROBE1(echod, accept, number);
	while ((got = read(client, line, sizeof(line) - 1)) > 0) {
		line[got] = '\0';
		DTRACE_PROBE3(echod, request__start, number, line, got);
		total += write(client, line, (size_t)got);
		DTRACE_PROBE2(echod, request__done, number, total);
	}
	DTRACE_PROBE2(echod, close, number, total);
}

int main(int argc, char **argv)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int connections = argc > 2 ? atoi(argv[2]) : 1;
	int server = socket(AF_UNIX, SOCK_STREAM, 0);

	if (argc < 2 || server < 0 || strlen(argv[1]) >= sizeof(address.sun_path)) {
		fprintf(stderr, "usage: echod PATH [CONNECTIONS]\n");
		return 2;
	}
	strcpy(address.sun_path, argv[1]);
	unlink(argv[1]);
	if (bind(server, (struct sockaddr *)&address, sizeof(address)) || listen(server, 5)) {
		perror(argv[1]);
		return 1;
	}
	for (int number = 1; number <= connections; number++) {
		int client = accept(server, NULL, NULL);

		if (client < 0)
			break;
		serve(client, number);
		close(client);
	}
	unlink(argv[1]);
	return 0;
}
