/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A 32-bit program with probes of its own and without a libc: what the start-up code of dtrace -G
 * needs of one is below. Takes COUNT steps (default 3), MILLISECONDS apart (default 0), prints the sum of their results.
 */
#include "narrow_provider.h"
#include "usdt/libc.h"

static int call(int number, int a, int b, int c)
{
	int result;

	__asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory");
	return result;
}

/* --- what it needs of a libc ---------------------------------------------------------------- */

void *memset(void *to, int byte, size_t size);

int open(const char *path, int flags, ...)
{
	return call(5, (int)path, flags, 0);
}

int close(int file)
{
	return call(6, file, 0, 0);
}

int ioctl(int file, unsigned long command, ...)
{
	__builtin_va_list list;
	int argument;

	__builtin_va_start(list, command);
	argument = __builtin_va_arg(list, int);
	__builtin_va_end(list);
	return call(54, file, (int)command, argument);
}

size_t strlen(const char *text)
{
	size_t length = 0;

	while (text[length])
		length++;
	return length;
}

int dprintf(int file, const char *format, ...)
{
	return call(4, file, (int)format, (int)strlen(format));
}

char *secure_getenv(const char *name)
{
	return 0;
}

void *calloc(size_t count, size_t size)
{
	static char heap[65536];
	static size_t used;
	void *memory = heap + used;

	used += (count * size + 15) & ~15u;
	return used <= sizeof(heap) ? memory : 0;
}

void free(void *memory)
{
}

void *memcpy(void *to, const void *from, size_t size)
{
	__asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
	return to;
}

void *memset(void *to, int byte, size_t size)
{
	__asm__ volatile("rep stosb" : "+D"(to), "+c"(size) : "a"(byte) : "memory");
	return to;
}

int strcmp(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a - *b;
}

/* --- the program ----------------------------------------------------------------------------------- */

__attribute__((noipa)) int step(int id, unsigned long long big);

__attribute__((noipa)) int step(int id, unsigned long long big)
{
	char name[] = "step-?";

	name[5] = (char)('0' + id % 10);
	if (NARROW_STEP_ENABLED())
		NARROW_STEP(id, big + 1, name);
	return id * 2;
}

static int number(const char *text, int otherwise)
{
	int value = 0;

	if (!text)
		return otherwise;
	while (*text)
		value = value * 10 + *text++ - '0';
	return value;
}

static void print(int value)
{
	char text[12];
	int at = sizeof(text);

	text[--at] = '\n';
	do
		text[--at] = (char)('0' + value % 10);
	while (value /= 10);
	call(4, 1, (int)(text + at), (int)sizeof(text) - at);
}

static void rest(int milliseconds)
{
	int time[2] = {milliseconds / 1000, milliseconds % 1000 * 1000000};

	if (milliseconds)
		call(162, (int)time, 0, 0);
}

typedef void starter(void);
extern starter *__init_array_start[] __attribute__((visibility("hidden")));
extern starter *__init_array_end[] __attribute__((visibility("hidden")));

__attribute__((noreturn, used)) void begin(char **stack);

void begin(char **stack)
{
	int count = number(stack[1] ? stack[2] : 0, 3);
	int pause = number(stack[1] && stack[2] ? stack[3] : 0, 0), sum = 0;

	for (starter **start = __init_array_start; start < __init_array_end; start++)
		(*start)();
	for (int id = 0; id < count; id++) {
		sum += step(id, 0x100000000ull * (unsigned int)id + 7);
		rest(pause);
	}
	print(sum);
	for (;;)
		call(1, 0, 0, 0);
}

__asm__(".globl _start\n_start:\n\tmovl %esp, %eax\n\tandl $-16, %esp\n\tpushl %eax\n\tcall begin\n");
