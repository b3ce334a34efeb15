/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A 32-bit program for test/vm/provider-ia32.sh: no library, a few system calls, by int 0x80 or, with
 * an argument, by the entry of the vDSO, where the kernel has put what this processor has for it:
 * sysenter (Intel's) or syscall (AMD's). It prints which it was.
 */
#define AT_SYSINFO 32

/* args: number, six arguments. */
int invoke(const int *args);
void run(int *stack);
extern void *gate;

__asm__(".globl _start\n"
	"_start: movl %esp, %eax\n"
	"	andl $-16, %esp\n"
	"	subl $12, %esp\n"
	"	pushl %eax\n"
	"	call run\n"
	".globl invoke\n"
	"invoke: pushl %ebx\n"
	"	pushl %esi\n"
	"	pushl %edi\n"
	"	pushl %ebp\n"
	"	movl 20(%esp), %eax\n"
	"	movl 4(%eax), %ebx\n"
	"	movl 8(%eax), %ecx\n"
	"	movl 12(%eax), %edx\n"
	"	movl 16(%eax), %esi\n"
	"	movl 20(%eax), %edi\n"
	"	movl 24(%eax), %ebp\n"
	"	movl (%eax), %eax\n"
	"	call *gate\n"
	"	popl %ebp\n"
	"	popl %edi\n"
	"	popl %esi\n"
	"	popl %ebx\n"
	"	ret\n"
	"by_int80: int $0x80\n"
	"	ret\n"
	".data\n"
	".globl gate\n"
	"gate:	.long by_int80\n"
	".text\n");

#define CALL(...) invoke((const int[7]){__VA_ARGS__})

/* The stack of a new program: argc, argv .. 0, environment .. 0, pairs of the auxiliary vector. */
static void *vdso_entry(int *stack)
{
	int *at = stack + 1 + stack[0] + 1;

	while (*at)
		at++;
	for (at++; at[0]; at += 2)
		if (at[0] == AT_SYSINFO)
			return (void *)at[1];
	return 0;
}

static const char *kind_of(const unsigned char *code)
{
	for (int i = 0; i < 16; i++) {
		if (code[i] == 0x0f && code[i + 1] == 0x34)
			return "sysenter\n";
		if (code[i] == 0x0f && code[i + 1] == 0x05)
			return "syscall \n";
	}
	return "int 0x80\n";
}

__attribute__((used)) void run(int *stack)
{
	const char *kind = "int 0x80\n";

	if (stack[0] > 1 && vdso_entry(stack)) {
		gate = vdso_entry(stack);
		kind = kind_of(gate);
	}
	CALL(4, 1, (int)kind, 9);		 /* write */
	CALL(24);				 /* getuid of 16 bits */
	CALL(5, (int)"/no/such/file");		 /* open */
	CALL(114, -1);				 /* wait4: there is no child */
	CALL(192, 0, 4096, 1, 0x22, -1, 0x1234); /* mmap2: private, anonymous; six arguments */
	CALL(1, 7);				 /* exit */
}
