/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The few instructions that C cannot express: the gate's target, what the trampolines call,
 * the switch to the probe stack, and the call of functions whose landing pad may be sealed.
 *
 * trap_stub stands alone on a page. With page-table isolation this page, and nothing else of
 * ours, is added to the user page tables: a breakpoint in user mode arrives with these. Hence the
 * user-mode path may touch only the stack it was given.
 */
#include <linux/linkage.h>
#include <linux/objtool.h>
#include <asm/asm.h>
#include <asm/nospec-branch.h>
#include <asm/segment.h>
#include <asm/smap.h>
#include <asm/unwind_hints.h>

#define FRAME_CS 8

/* The rest of pt_regs, below what the processor or its like has pushed; it is the argument. */
.macro enter_c
	pushq	%rdi
	pushq	%rsi
	pushq	%rdx
	pushq	%rcx
	pushq	%rax
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	pushq	%rbx
	pushq	%rbp
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	UNWIND_HINT_REGS
	cld
	ASM_CLAC
	movq	%rsp, %rdi
.endm

/* What C functions may change. */
.macro restore_scratch
	popq	%r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rax
	popq	%rcx
	popq	%rdx
	popq	%rsi
	popq	%rdi
.endm

	.text
	.balign 4096
SYM_CODE_START(trap_stub)
	UNWIND_HINT_IRET_REGS
	/* The processor checks it at interrupt delivery where IBT is on. */
	.byte 0xf3, 0x0f, 0x1e, 0xfa
	testb	$3, FRAME_CS(%rsp)
	jnz	.Lto_kernel
	/*
	 * Copy the frame 48 bytes down: an emulated push or call writes below the interrupted
	 * stack pointer, which is where the processor has put the frame.
	 */
	pushq	$-1
	.rept 6
	pushq	5*8(%rsp)
	.endr
	UNWIND_HINT_IRET_REGS offset=8
	enter_c
	call	trap_entry
	testb	%al, %al
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbp
	popq	%rbx
	restore_scratch
	UNWIND_HINT_IRET_REGS offset=8
	jz	.Lnot_ours
	leaq	8(%rsp), %rsp
	iretq
.Lnot_ours:
	/* The copy, its -1 and the -1 above it: back to the processor's own frame. */
	leaq	7*8(%rsp), %rsp
	UNWIND_HINT_IRET_REGS
	ANNOTATE_NOENDBR
.Lto_kernel:
	/* jmp rel32 to the kernel's handler; trap.c writes the distance (now: to itself) before the gate is used. */
	.byte	0xe9
	.long	-5
SYM_CODE_END(trap_stub)
	.balign 4096, 0xcc

	/* Where that jump is. (objtool wants no global symbol inside the stub.) */
	.pushsection .rodata
	.balign 8
SYM_DATA(trap_stub_jump, .quad .Lto_kernel)
	.popsection

/*
 * What the trampolines of jump sites call (site_pool.c). The return address is that of the displaced
 * instructions' copy; above it is the stack of the probed function. Builds the same pt_regs as a
 * trap would, interrupts off, and returns with every register and flag as they were. The
 * registers that C functions keep are saved for the handlers to see, and not restored. Ended by a
 * return, not an indirect jump: that needs no landing pad, and is what the processor predicts.
 */
	.balign 64
SYM_CODE_START(jump_stub)
	UNWIND_HINT_FUNC
	ANNOTATE_NOENDBR
	pushq	$__KERNEL_DS
	pushq	%rsp
	pushfq
	cli
	/* What was pushed before it: the return address and the segment. */
	addq	$16, 8(%rsp)
	pushq	$__KERNEL_CS
	/* The return address is the instruction pointer until C knows the site's. */
	pushq	32(%rsp)
	pushq	$-1
	enter_c
	call	jump_entry
	addq	$6*8, %rsp
	restore_scratch
	addq	$3*8, %rsp
	popfq
	leaq	2*8(%rsp), %rsp
	UNWIND_HINT_FUNC
	RET
SYM_CODE_END(jump_stub)

/*
 * void probe_stack_call(void *top, void (*function)(void *, void *), void *a, void *b): site_call_function()
 * on another stack; void probe_stack_fire(void *first, void *regs, void *top): site_call_handlers().
 * Called by name: an indirect call from assembler carries no type hash, which a kernel built with
 * kCFI or FineIBT takes for an attack.
 */
SYM_FUNC_START(probe_stack_call)
	pushq	%rbp
	movq	%rsp, %rbp
	movq	%rdi, %rsp
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	movq	%rcx, %rdx
	call	site_call_function
	leaveq
	RET
SYM_FUNC_END(probe_stack_call)

SYM_FUNC_START(probe_stack_fire)
	pushq	%rbp
	movq	%rsp, %rbp
	movq	%rdx, %rsp
	call	site_call_handlers
	leaveq
	RET
SYM_FUNC_END(probe_stack_fire)

/*
 * symbol_call(function, a, b, c, d, e): enter a function by a return, which indirect-branch tracking does not
 * look at, so that a sealed landing pad does not matter. Any context.
 */
SYM_FUNC_START(symbol_call)
	movq	%rdi, %rax
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	movq	%rcx, %rdx
	movq	%r8, %rcx
	movq	%r9, %r8
	pushq	%rax
	UNWIND_HINT_FUNC
	RET
SYM_FUNC_END(symbol_call)
