/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The rows of rows.c: X(how or refusal, mnemonic, Intel syntax or bytes). An empty mnemonic: not
 * decoded.
 */
#ifndef TEST_X86_ROWS_H
#define TEST_X86_ROWS_H

/* clang-format off */
#define ROWS_EMULATED(X) \
	X(X86_EMULATE_NOP, "nop", "nop") \
	X(X86_EMULATE_NOP, "nop", ".byte 0x0f, 0x1f, 0x44, 0, 0") \
	X(X86_EMULATE_NOP, "nop", ".byte 0x66, 0x66, 0x66, 0x66, 0x90") \
	X(X86_EMULATE_NOP, "nop", ".byte 0x66, 0x2e, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0") \
	X(X86_EMULATE_NOP, "nop", ".byte 0x66, 0x0f, 0x1f, 0x00") \
	X(X86_EMULATE_NOP, "nop", ".byte 0x0f, 0x1f, 0x40, 0xd6") \
	X(X86_EMULATE_PUSH, "push", "push rbp") \
	X(X86_EMULATE_PUSH, "push", "push r15") \
	X(X86_EMULATE_PUSH, "push", "push rsp") \
	X(X86_EMULATE_PUSH_IMM, "push", "push 1") \
	X(X86_EMULATE_PUSH_IMM, "push", "push -0x12345678") \
	X(X86_EMULATE_POP, "pop", "pop rbx") \
	X(X86_EMULATE_POP, "pop", "pop rsp") \
	X(X86_EMULATE_SUB_RSP, "sub", "sub rsp, 0x18") \
	X(X86_EMULATE_SUB_RSP, "sub", "sub rsp, 0x1234") \
	X(X86_EMULATE_ADD_RSP, "add", "add rsp, -128") \
	X(X86_EMULATE_MOV, "mov", "mov rbp, rsp") \
	X(X86_EMULATE_MOV, "mov", ".byte 0x4d, 0x8b, 0xf1") \
	X(X86_EMULATE_MOV32, "mov", "mov r9d, eax") \
	X(X86_EMULATE_MOV_IMM, "mov", "mov edi, 0x80000001") \
	X(X86_EMULATE_MOV_IMM, "mov", "mov rdi, -1") \
	X(X86_EMULATE_MOV_IMM, "mov", "movabs r10, 0x1122334455667788") \
	X(X86_EMULATE_ZERO, "xor", "xor eax, eax") \
	X(X86_EMULATE_ZERO, "xor", "xor r12, r12") \
	X(X86_EMULATE_RET, "ret", "ret") \
	X(X86_EMULATE_RET, "ret", "repz ret") \
	X(X86_EMULATE_RET, "ret", "ret 0x10") \
	X(X86_EMULATE_JMP, "jmp", ".byte 0xeb, 0x10") \
	X(X86_EMULATE_JMP, "jmp", ".byte 0xe9, 0, 0, 0, 0x80") \
	X(X86_EMULATE_CALL, "call", ".byte 0xe8, 0x10, 0, 0, 0") \
	X(X86_EMULATE_CALL, "call", ".byte 0x67, 0xe8, 0x10, 0, 0, 0") \
	X(X86_EMULATE_CALL, "call", ".byte 0x66, 0x66, 0x48, 0xe8, 0x10, 0, 0, 0") \
	X(X86_EMULATE_JCC, "jne", ".byte 0x75, 0xfe") \
	X(X86_EMULATE_JCC, "jg", ".byte 0x0f, 0x8f, 0, 1, 0, 0") \
	X(X86_EMULATE_JCC, "jb", ".byte 0x2e, 0x72, 0x10") \
	X(X86_EMULATE_LOOP, "loop", ".byte 0xe2, 0xfe") \
	X(X86_EMULATE_LOOP, "jrcxz", ".byte 0x67, 0xe3, 0x10") \
	X(X86_EMULATE_JMP_REG, "jmp", "jmp r11") \
	X(X86_EMULATE_JMP_REG, "jmp", "notrack jmp rax") \
	X(X86_EMULATE_CALL_REG, "call", "call rax") \
	X(X86_EMULATE_CALL_MEM, "call", "call [rip + 0x20]") \
	X(X86_EMULATE_CALL_MEM, "call", "call [rsp + r12 * 8 + 0x20]")

#define ROWS_SLOT(X) \
	X(X86_SLOT, "pause", "pause") \
	X(X86_SLOT, "xchg", ".byte 0x49, 0x90") \
	X(X86_SLOT, "push", "push bx") \
	X(X86_SLOT, "push", "push [rsp + 8]") \
	X(X86_SLOT, "push", ".byte 0x66, 0x68, 0x34, 0x12") \
	X(X86_SLOT, "pop", ".byte 0x8f, 0xc3") \
	X(X86_SLOT, "pop", "pop [rax + 0x1000]") \
	X(X86_SLOT, "sub", "sub esp, 8") \
	X(X86_SLOT, "sub", "sub r12, 8") \
	X(X86_SLOT, "and", "and rsp, -16") \
	X(X86_SLOT, "mov", "mov ax, bx") \
	X(X86_SLOT, "mov", "mov rax, [rip + 0x100]") \
	X(X86_SLOT, "mov", "mov rax, gs:[rip + 0x100]") \
	X(X86_SLOT, "mov", "movabs rax, [0x1122334455667788]") \
	X(X86_SLOT, "mov", "mov cr3, rax") \
	X(X86_SLOT, "mov", ".byte 0x0f, 0x20, 0x04") \
	X(X86_SLOT, "mov", "mov ds, eax") \
	X(X86_SLOT, "mov", "mov di, 0x1234") \
	X(X86_SLOT, "mov", "mov dword ptr [rip + 4], 0x1234") \
	X(X86_SLOT, "xor", "xor eax, ebx") \
	X(X86_SLOT, "xor", "xor ax, ax") \
	X(X86_SLOT, "jmp", "jmp [rip + 0x20]") \
	X(X86_SLOT, "jmp", "jmp gs:[rax]") \
	X(X86_SLOT, "cli", "cli") \
	X(X86_SLOT, "rdfsbase", "rdfsbase rax") \
	X(X86_SLOT, "vmread", "vmread rax, rbx") \
	X(X86_SLOT, "invpcid", "invpcid rax, [rbx]") \
	X(X86_SLOT, "invlpgb", "invlpgb") \
	X(X86_SLOT, "serialize", "serialize") \
	X(X86_SLOT, "rdpkru", "rdpkru") \
	X(X86_SLOT, "wrpkru", "wrpkru") \
	X(X86_SLOT, "pvalidate", "pvalidate") \
	X(X86_SLOT, "rmpadjust", "rmpadjust") \
	X(X86_SLOT, "rmpupdate", "rmpupdate") \
	X(X86_SLOT, "psmash", "psmash") \
	X(X86_SLOT, "stac", "stac") \
	X(X86_SLOT, "clac", "clac") \
	X(X86_SLOT, "xsaves", "xsaves64 [rdi]") \
	X(X86_SLOT, "xrstors", "xrstors [rdi]") \
	X(X86_SLOT, "xsaveopt", "xsaveopt64 [rdi + 0x40]") \
	X(X86_SLOT, "movdir64b", "movdir64b rax, [rdx]") \
	X(X86_SLOT, "enqcmds", "enqcmds rax, [rdx]") \
	X(X86_SLOT, "wrss", "wrssq [rax], rbx") \
	X(X86_SLOT, "wrmsrns", ".byte 0x0f, 0x01, 0xc6") \
	X(X86_SLOT, "wrmsrns", ".byte 0xc4, 0xe7, 0x7a, 0xf6, 0xc0, 1, 2, 3, 4") \
	X(X86_SLOT, "rdpid", "rdpid rax") \
	X(X86_SLOT, "rdrand", "rdrand ax") \
	X(X86_SLOT, "clwb", "clwb [rax]") \
	X(X86_SLOT, "cmpxchg16b", "lock cmpxchg16b [rsi]") \
	X(X86_SLOT, "cmpxchg", "lock cmpxchg [rip + 0x10], rdx") \
	X(X86_SLOT, "xadd", "lock xadd [rax + rbx * 4 + 0x40], eax") \
	X(X86_SLOT, "movsq", "rep movsq") \
	X(X86_SLOT, "stosb", "rep stosb") \
	X(X86_SLOT, "enter", "enter 0x1234, 5") \
	X(X86_SLOT, "leave", "leave") \
	X(X86_SLOT, "pushf", "pushfq") \
	X(X86_SLOT, "test", "test dword ptr [rip + 4], 0x1234567") \
	X(X86_SLOT, "test", "test byte ptr [rax], 1") \
	X(X86_SLOT, "not", "not dword ptr [rax]") \
	X(X86_SLOT, "imul", "imul rax, [rip + 8], 0x12345") \
	X(X86_SLOT, "crc32", "crc32 rax, bl") \
	X(X86_SLOT, "movbe", "movbe ax, [rbx]") \
	X(X86_SLOT, "popcnt", "popcnt ax, bx") \
	X(X86_SLOT, "sha256rnds2", "sha256rnds2 xmm1, xmm2, xmm0") \
	X(X86_SLOT, "aesenc", "aesenc xmm1, [rip + 0x10]") \
	X(X86_SLOT, "pshufb", "pshufb mm1, mm2") \
	X(X86_SLOT, "pfadd", "pfadd mm1, [rax + 0x12345678]") \
	X(X86_SLOT, "xcryptecb", ".byte 0xf3, 0x0f, 0xa7, 0xc8") \
	X(X86_SLOT, "extrq", "extrq xmm1, 5, 6") \
	X(X86_SLOT, "fxsave", "fxsave64 [rsp]") \
	X(X86_SLOT, "fnstcw", "fnstcw [rsp]") \
	X(X86_SLOT, "vzeroupper", "vzeroupper") \
	X(X86_SLOT, "vpaddd", "vpaddd ymm1, ymm2, [rip + 0x30]") \
	X(X86_SLOT, "vpblendvb", "vpblendvb xmm1, xmm2, [rax + 1], xmm4") \
	X(X86_SLOT, "andn", "andn rax, rbx, [rip + 4]") \
	X(X86_SLOT, "rorx", "rorx r9, r10, 5") \
	X(X86_SLOT, "vpgatherdd", "vpgatherdd xmm1, [rax + xmm2 * 4], xmm3") \
	X(X86_SLOT, "kmovq", "kmovq k1, rax") \
	X(X86_SLOT, "vpternlogd", "vpternlogd zmm1{k2}{z}, zmm3, [rip + 0x40], 0x96") \
	X(X86_SLOT, "vaddpd", "vaddpd zmm1, zmm2, zmm3, {ru-sae}") \
	X(X86_SLOT, "vfmaddpd", "vfmaddpd xmm1, xmm2, [rip + 8], xmm3") \
	X(X86_SLOT, "vprotb", "vprotb xmm1, xmm2, 3") \
	X(X86_SLOT, "tdpbssd", "tdpbssd tmm1, tmm2, tmm3") \
	X(X86_SLOT, "tilerelease", "tilerelease")

#define ROWS_REFUSED(X) \
	X(X86_ADDRESS_SIZE, "mov", "mov rax, [eip + 0x100]") \
	X(X86_IS_SHADOW, "mov", "mov ss, eax") \
	X(X86_IS_SHADOW, "sti", "sti") \
	X(X86_ODD_SIZE, "ret", ".byte 0x66, 0xc3") \
	X(X86_ODD_SIZE, "jb", ".byte 0x66, 0x72, 0x10") \
	X(X86_SEGMENT_OPERAND, "call", "call gs:[rax]") \
	X(X86_ADDRESS_SIZE, "call", "call [eax]") \
	X(X86_IS_FAR, "retf", ".byte 0xcb") \
	X(X86_IS_FAR, "callf", "rex.w call fword ptr [rax]") \
	X(X86_IS_FAR, "jmpf", "jmp fword ptr [rax]") \
	X(X86_IS_BREAKPOINT, "int3", "int3") \
	X(X86_IS_INTERRUPT, "int", "int 0x80") \
	X(X86_IS_INTERRUPT, "int1", ".byte 0xf1") \
	X(X86_IS_INTERRUPT_RETURN, "iretq", "iretq") \
	X(X86_IS_SYSTEM_CALL, "syscall", "syscall") \
	X(X86_IS_SYSTEM_CALL, "sysret", "sysretq") \
	X(X86_IS_SYSTEM_CALL, "sysenter", "sysenter") \
	X(X86_IS_SYSTEM_CALL, "erets", ".byte 0xf2, 0x0f, 0x01, 0xca") \
	X(X86_IS_UNDEFINED, "ud2", "ud2") \
	X(X86_IS_UNDEFINED, "ud1", ".byte 0x67, 0x48, 0x0f, 0xb9, 0x3a") \
	X(X86_IS_UNDEFINED, "ud1", ".byte 0x0f, 0xb9, 0xcc") \
	X(X86_IS_UNDEFINED, "ud1", ".byte 0x0f, 0xb9, 0x40, 0x10") \
	X(X86_IS_UNDEFINED, "ud0", ".byte 0x0f, 0xff, 0x05, 1, 2, 3, 4") \
	X(X86_IS_UNDEFINED, "udb", ".byte 0xd6") \
	X(X86_IS_HALT, "hlt", "hlt") \
	X(X86_IS_HALT, "mwait", "mwait") \
	X(X86_IS_HALT, "tpause", "tpause ebx") \
	X(X86_IS_ENDBR, "endbr64", "endbr64") \
	X(X86_IS_SWAPGS, "swapgs", "swapgs") \
	X(X86_IS_SWAPGS, "lkgs", ".byte 0xf2, 0x0f, 0x00, 0xf0") \
	X(X86_IS_SWAPGS, "wrgsbase", "wrgsbase rax") \
	X(X86_IS_TRANSACTION, "xbegin", "xbegin .+20") \
	X(X86_IS_TRANSACTION, "xabort", "xabort 3") \
	X(X86_IS_TRANSACTION, "xend", "xend") \
	X(X86_IS_GUEST_ENTRY, "vmlaunch", "vmlaunch") \
	X(X86_IS_GUEST_ENTRY, "vmrun", "vmrun") \
	X(X86_IS_GUEST_ENTRY, "vmcall", "vmcall") \
	X(X86_IS_GUEST_ENTRY, "vmgexit", ".byte 0xf3, 0x0f, 0x01, 0xd9") \
	X(X86_IS_GUEST_ENTRY, "tdcall", "tdcall") \
	X(X86_UNKNOWN, "", ".byte 0x0f, 0x04") \
	X(X86_UNKNOWN, "", ".byte 0x0f, 0x39, 0xc0") \
	X(X86_UNKNOWN, "", ".byte 0xff, 0xf8") \
	X(X86_UNKNOWN, "", ".byte 0x8e, 0xc8") \
	X(X86_UNKNOWN, "", ".byte 0x8d, 0xc0") \
	X(X86_UNKNOWN, "", ".byte 0x0f, 0xba, 0x00, 0x01") \
	X(X86_UNKNOWN, "", ".byte 0x62, 0xf9, 0x7d, 0x48, 0xfe, 0xc0") \
	X(X86_UNKNOWN, "", ".byte 0xc5, 0xf8, 0x38, 0xc0") \
	X(X86_UNKNOWN, "", ".byte 0x8f, 0xe8, 0x78, 0x00, 0xc0") \
	X(X86_NOT_64BIT, "", ".byte 0x06") \
	X(X86_NOT_64BIT, "", ".byte 0xd4, 0x0a") \
	X(X86_NOT_64BIT, "", ".byte 0x9a, 0, 0, 0, 0, 0, 0") \
	X(X86_NOT_64BIT, "", ".byte 0xd5, 0x00, 0x90") \
	X(X86_BAD_PREFIX, "", ".byte 0xf0, 0x89, 0x00") \
	X(X86_BAD_PREFIX, "", ".byte 0xf0, 0x01, 0xc0") \
	X(X86_BAD_PREFIX, "", ".byte 0x66, 0xc5, 0xf8, 0x77") \
	X(X86_BAD_PREFIX, "", ".byte 0x48, 0xc5, 0xf8, 0x77") \
	X(X86_ODD_SIZE, "", ".byte 0x66, 0xe8, 0, 0, 0, 0")

#define ROWS(X) ROWS_EMULATED(X) ROWS_SLOT(X) ROWS_REFUSED(X)
/* clang-format on */

#endif
