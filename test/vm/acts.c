/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * acts MODE: does things that kernel probes are to see, each a known number of times.
 *
 *	signals		a thread; signals handled (USR1), ignored (USR2), waited for (ALRM);
 *			faults at address 0x10 and by division
 *	schedule	sleeps and computes, becomes nicer by 7
 *	network		over the loopback, by IPv4 and by IPv6: a TCP connection to port 4567 that sends
 *			"hello" (5 bytes) one way, a refused one to port 4568, a UDP packet of 7 bytes
 *			to port 4567
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

/* --- signals ------------------------------------------------------------------- */

static sigjmp_buf after_fault;

static void note(int number)
{
	(void)number;
}

static void leave(int number)
{
	siglongjmp(after_fault, number);
}

static void *nothing(void *argument)
{
	return argument;
}

static void thread(void)
{
	pthread_t other;

	if (pthread_create(&other, NULL, nothing, NULL))
		fail("pthread_create");
	pthread_join(other, NULL);
}

static void wait_for_alarm(void)
{
	sigset_t set;
	int number;

	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	kill(getpid(), SIGALRM);
	if (sigwait(&set, &number) || number != SIGALRM)
		fail("sigwait");
}

static void faults(void)
{
	static volatile int zero;

	signal(SIGSEGV, leave);
	signal(SIGFPE, leave);
	if (!sigsetjmp(after_fault, 1)) {
		char *volatile nowhere = (char *)0x10;

		*nowhere = 1;
	}
	if (!sigsetjmp(after_fault, 1))
		zero = 7 / zero;
}

static void signals(void)
{
	thread();
	signal(SIGUSR1, note);
	signal(SIGUSR2, SIG_IGN);
	kill(getpid(), SIGUSR1);
	kill(getpid(), SIGUSR2);
	wait_for_alarm();
	faults();
}

/* --- scheduler ------------------------------------------------------------------ */

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void compute(double limit)
{
	double end = seconds() + limit;

	while (seconds() < end)
		;
}

static void schedule(void)
{
	struct timespec nap = {.tv_nsec = 10000000};

	for (int i = 0; i < 20; i++)
		nanosleep(&nap, NULL);
	if (setpriority(PRIO_PROCESS, 0, 7))
		fail("setpriority");
	/* More that want to run than there are processors. */
	for (int i = 0; i < 3; i++) {
		if (fork() == 0) {
			compute(0.3);
			_exit(0);
		}
	}
	compute(0.3);
}

/* --- network -------------------------------------------------------------------- */

struct address {
	struct sockaddr_storage name;
	socklen_t size;
};

static struct address loopback(int family, int port)
{
	struct address address = {.size = sizeof(struct sockaddr_in)};
	struct sockaddr_in *v4 = (struct sockaddr_in *)&address.name;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&address.name;

	if (family == AF_INET6) {
		*v6 = (struct sockaddr_in6){.sin6_family = family, .sin6_port = htons(port)};
		v6->sin6_addr = in6addr_loopback;
		address.size = sizeof(*v6);
		return address;
	}
	*v4 = (struct sockaddr_in){.sin_family = family, .sin_port = htons(port)};
	v4->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return address;
}

static int bound(int family, int type, int port)
{
	struct address address = loopback(family, port);
	int file = socket(family, type, 0), on = 1;

	setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (file < 0 || bind(file, (void *)&address.name, address.size))
		fail("bind");
	return file;
}

static int connected(int family, int type, int port)
{
	struct address address = loopback(family, port);
	int file = socket(family, type, 0);

	if (file < 0)
		fail("socket");
	if (connect(file, (void *)&address.name, address.size) == 0)
		return file;
	close(file);
	return -1;
}

static void talk_tcp(int family)
{
	int listener = bound(family, SOCK_STREAM, 4567), client, server;
	char text[8];

	if (listen(listener, 1))
		fail("listen");
	client = connected(family, SOCK_STREAM, 4567);
	server = accept(listener, NULL, NULL);
	if (client < 0 || server < 0 || write(client, "hello", 5) != 5 ||
	    read(server, text, sizeof(text)) != 5)
		fail("tcp");
	close(client);
	close(server);
	close(listener);
	if (connected(family, SOCK_STREAM, 4568) >= 0)
		fail("the port that nobody listens on");
}

static void talk_udp(int family)
{
	int server = bound(family, SOCK_DGRAM, 4567), client = connected(family, SOCK_DGRAM, 4567);
	char text[8];

	if (client < 0 || write(client, "goodbye", 7) != 7 || read(server, text, sizeof(text)) != 7)
		fail("udp");
	close(client);
	close(server);
}

static void network(void)
{
	talk_tcp(AF_INET);
	talk_udp(AF_INET);
	talk_tcp(AF_INET6);
	talk_udp(AF_INET6);
}

static const struct {
	const char *name;
	void (*act)(void);
} modes[] = {{"signals", signals}, {"schedule", schedule}, {"network", network}};

int main(int argc, char **argv)
{
	for (size_t i = 0; argc == 2 && i < sizeof(modes) / sizeof(*modes); i++) {
		if (strcmp(argv[1], modes[i].name))
			continue;
		modes[i].act();
		return 0;
	}
	fprintf(stderr, "usage: acts signals|schedule|network\n");
	return 2;
}
