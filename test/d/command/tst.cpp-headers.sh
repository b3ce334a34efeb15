# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -C: headers of the system for their types and constants, errno stays D's variable, a type of D stays what it is;
# the preprocessor of the C standard, or with -Xs that of K&R
# @only: process
cat >headers.d <<'END'
#include <sys/types.h>
#include <sys/errno.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/time.h>
struct sockaddr_in address;
in_addr_t host;
BEGIN
{
	address.sin_port = 7;
	printf("%d %d %d %d\n", sizeof(address), address.sin_port, sizeof(host), sizeof(struct stat) > 0);
	printf("%d %d %d %d %d\n", O_RDWR, SIGTERM, SOCK_STREAM, INT_MAX, INADDR_LOOPBACK == 0x7f000001);
	printf("%d %d %d\n", errno == ENOENT, sizeof(dev_t), sizeof(size_t));
	exit(0);
}
END
# shellcheck disable=SC2086
"$dtrace" $options -Cqs headers.d 2>&1
cat >macros.d <<'END'
#define NAME(x) #x
#define JOIN(a, b) a##b
#if __STDC__
#define STDC 1
#else
#define STDC 0
#endif
int number1;
BEGIN { JOIN(number, 1) = 5; printf("%s %d %d\n", NAME(word), number1, STDC); exit(0); }
END
for mode in a c t; do
	# shellcheck disable=SC2086
	"$dtrace" $options -CX$mode -qs macros.d 2>&1
done
cat >knr.d <<'END'
#define SAY(x) printf("x\n")
BEGIN { SAY(hello); exit(0); }
END
# shellcheck disable=SC2086
"$dtrace" $options -CXs -qs knr.d 2>&1
# A mistake of the script's own is found where it stands.
printf '#include <stdint.h>\ntypedef int size_t;\nBEGIN { exit(0); }\n' >mine.d
# shellcheck disable=SC2086
"$dtrace" $options -Cqs mine.d 2>&1
echo "status $?"
