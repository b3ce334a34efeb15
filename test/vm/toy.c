/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * As little as makes an interpreter: functions of a language of its own, all run by one function of C. A
 * frame of enter() belongs to each of its calls: below the saved frame pointer lie the call and a mark,
 * by which toy_helper.d knows it. Prints a result that nobody who looks may change.
 *
 *	toy [ROUNDS]
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct function {
	char name[8]; /* written to: a page that only its file has is not there in a child at once */
	int32_t line;
	const struct function *callee; /* called with one less until 0 */
};

struct call {
	uint64_t argument;
	const char *name;
	int32_t line;
	const struct function *function;
};

uint64_t mark = 0x544f5921; /* for toy_helper.d */

uint64_t enter(struct call *call);
uint64_t interpret(struct call *call);
void leaf(uint64_t value);

__asm__(".text\n.globl enter\n.type enter,@function\nenter:\n"
	"\tpushq %rbp\n\tmovq %rsp, %rbp\n"
	"\tpushq %rdi\n\tpushq $0x544f5921\n"
	"\tcall interpret\n"
	"\tleave\n\tret\n.size enter,.-enter\n");

__attribute__((noipa)) void leaf(uint64_t value)
{
	getppid(); /* something to be seen by from outside */
	__asm__ volatile("" : : "r"(value));
}

__attribute__((noipa)) uint64_t interpret(struct call *call)
{
	const struct function *callee = call->function->callee;
	struct call next;

	if (!call->argument) {
		leaf(1);
		return 1;
	}
	next = (struct call){call->argument - 1, callee->name, callee->line, callee};
	return enter(&next) + call->argument;
}

static struct function even = {.name = "even", .line = 7}, odd = {.name = "odd", .line = 9};

static uint64_t round_of(uint64_t n)
{
	struct call first = {n, even.name, even.line, &even};

	return enter(&first);
}

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 1;
	uint64_t sum = 0;

	even.callee = &odd;
	odd.callee = &even;
	while (rounds--)
		sum += round_of(3);
	if (!fork()) {
		leaf(round_of(2));
		_exit(0);
	}
	wait(NULL);
	printf("%llu\n", (unsigned long long)sum);
	return 0;
}
