/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A program for the errors of test/host/process-errors.sh: a function whose second instruction is
 * known to be five bytes on, one that holds data, and a static probe whose counter is nowhere.
 */
int plain(void);
__asm__(".globl plain\n.type plain,@function\nplain: movl $1, %eax\nret\n.size plain, .-plain");
int mixed(void);
__asm__(".globl mixed\n.type mixed,@function\nmixed: jmp 1f\n.byte 0x06, 0x06\n1: ret\n.size mixed, .-mixed");

int main(void)
{
	__asm__ volatile("990: nop\n"
			 ".pushsection .note.stapsdt,\"\",\"note\"\n"
			 ".balign 4\n.4byte 992f-991f,994f-993f,3\n"
			 "991: .asciz \"stapsdt\"\n992: .balign 4\n"
			 "993: .8byte 990b, 0, 0x7ffffffff000\n"
			 ".asciz \"broken\"\n.asciz \"probe\"\n.asciz \"\"\n"
			 "994: .balign 4\n.popsection\n");
	return plain() != 1;
}
