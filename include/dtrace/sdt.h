/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Static probes for applications.
 *
 *	#include <dtrace/sdt.h>
 *	...
 *	DTRACE_PROBE2(shop, order__placed, id, customer);
 *
 * A probe is one nop in the code and a note in the file (section .note.stapsdt) that says where
 * it is and where its arguments are at that moment: in registers, or constants. DTrace, and any
 * other tool that reads such notes, finds them: no generated object, no library, no start-up code.
 * STAP_PROBEn(provider, name, ...) is the same under the name other tools use, and up to 12 arguments
 * are possible. `__` in a name is `-` in D: shop$target:::order-placed.
 *
 * Arguments are integers, enumerations, pointers, arrays (their address), float or double.
 * If one costs something to compute, declare the probes in a file and use `dtrace -h`: the header it
 * writes has a test SHOP_ORDER_PLACED_ENABLED() that is a plain load. That header uses the
 * macros below that begin with __DTRACE.
 *
 * C (gnu89 or later) and C++, GCC and Clang, x86-64 and i386. On other machines probes are empty.
 */
#ifndef _DTRACE_SDT_H
#define _DTRACE_SDT_H

#define _DTRACE_VERSION 1

#if (defined(__x86_64__) || defined(__i386__)) && !defined(DTRACE_DISABLE_PROBES)

/* --- the note ------------------------------------------------------------------------------ */

#ifdef __LP64__
#define __DTRACE_WORD ".8byte "
#else
#define __DTRACE_WORD ".4byte "
#endif


/*
 * Labels: 990 the probe; 991 to 994 parts of the note; 995 to 997 of the site record. "?" keeps a note
 * with the function it belongs to when the linker drops one of several copies.
 */
#define __DTRACE_NOTE(provider, name, semaphore, arguments)                                        \
	"990:\tnop\n"                                                                              \
	"\t.pushsection .note.stapsdt,\"?\",\"note\"\n"                                            \
	"\t.balign 4\n"                                                                            \
	"\t.4byte 992f-991f,994f-993f,3\n"                                                         \
	"991:\t.asciz \"stapsdt\"\n"                                                               \
	"992:\t.balign 4\n"                                                                        \
	"993:\t" __DTRACE_WORD "990b\n"                                                            \
	"\t" __DTRACE_WORD "_.stapsdt.base\n"                                                      \
	"\t" __DTRACE_WORD semaphore "\n"                                                          \
	"\t.asciz \"" provider "\"\n"                                                              \
	"\t.asciz \"" name "\"\n"                                                                  \
	"\t.asciz \"" arguments "\"\n"                                                             \
	"994:\t.balign 4\n"                                                                        \
	"\t.popsection\n"                                                                          \
	"\t.ifndef _.stapsdt.base\n"                                                               \
	"\t.pushsection .stapsdt.base,\"aG\",\"progbits\",.stapsdt.base,comdat\n"                  \
	"\t.weak _.stapsdt.base\n"                                                                 \
	"\t.hidden _.stapsdt.base\n"                                                               \
	"_.stapsdt.base:\t.space 1\n"                                                              \
	"\t.size _.stapsdt.base,1\n"                                                               \
	"\t.popsection\n"                                                                          \
	"\t.endif\n"

/*
 * The site record, read by the start-up object of `dtrace -G`: its length; the probe and its counter,
 * relative to the word that says so; whose function table (set by dtrace -G) and which name in it.
 * usdt/sites.h has it as a structure.
 */
#define __DTRACE_RECORD(provider, name, semaphore, arguments)                                      \
	"\t.pushsection dtrace_sites,\"a?\",\"progbits\"\n"                                        \
	"\t.balign 4\n"                                                                            \
	"995:\t.4byte 997f-995b\n"                                                                 \
	"\t.4byte 990b-.\n"                                                                        \
	"\t.4byte " semaphore "-.\n"                                                               \
	"\t.4byte 0,0\n"                                                                           \
	"\t.asciz \"" provider "\"\n"                                                              \
	"\t.asciz \"" name "\"\n"                                                                  \
	"\t.asciz \"" arguments "\"\n"                                                             \
	"\t.balign 4\n"                                                                            \
	"997:\t.popsection\n"

/* The counter: how many tracers have the probe enabled. One in a program or library, however many files use it. */
#define __DTRACE_DEFINE_SEMAPHORE(semaphore)                                                       \
	__asm__("\t.ifndef " semaphore "\n"                                                        \
		"\t.pushsection .probes,\"awG\",\"progbits\"," semaphore ",comdat\n"               \
		"\t.balign 2\n"                                                                    \
		"\t.weak " semaphore "\n"                                                          \
		"\t.hidden " semaphore "\n"                                                        \
		"\t.type " semaphore ",\"object\"\n"                                               \
		"\t.size " semaphore ",2\n"                                                        \
		"" semaphore ":\t.zero 2\n"                                                        \
		"\t.popsection\n"                                                                  \
		"\t.endif\n")

/* --- arguments -------------------------------------------------------------------------------- */

/* In a note "N@OP": N the bytes, negative if signed (%n negates), OP as the assembler has it. */
#define __DTRACE_A1	       "%n[s1]@%[a1]"
#define __DTRACE_A2	       __DTRACE_A1 " %n[s2]@%[a2]"
#define __DTRACE_A3	       __DTRACE_A2 " %n[s3]@%[a3]"
#define __DTRACE_A4	       __DTRACE_A3 " %n[s4]@%[a4]"
#define __DTRACE_A5	       __DTRACE_A4 " %n[s5]@%[a5]"
#define __DTRACE_A6	       __DTRACE_A5 " %n[s6]@%[a6]"
#define __DTRACE_A7	       __DTRACE_A6 " %n[s7]@%[a7]"
#define __DTRACE_A8	       __DTRACE_A7 " %n[s8]@%[a8]"
#define __DTRACE_A9	       __DTRACE_A8 " %n[s9]@%[a9]"
#define __DTRACE_A10	       __DTRACE_A9 " %n[s10]@%[a10]"
#define __DTRACE_A11	       __DTRACE_A10 " %n[s11]@%[a11]"
#define __DTRACE_A12	       __DTRACE_A11 " %n[s12]@%[a12]"

#ifdef __cplusplus
extern "C++" {
template <typename T> struct __dtrace_sign {
	enum { value = -1 };
};
template <typename T> struct __dtrace_sign<const T> : __dtrace_sign<T> {
};
#define __DTRACE_SIGNED(T)                                                                         \
	template <> struct __dtrace_sign<T> {                                                      \
		enum { value = 1 };                                                                \
	}
__DTRACE_SIGNED(signed char);
__DTRACE_SIGNED(short);
__DTRACE_SIGNED(int);
__DTRACE_SIGNED(long);
__extension__ __DTRACE_SIGNED(long long);
#ifndef __CHAR_UNSIGNED__
__DTRACE_SIGNED(char);
#endif
template <typename T, bool is_enum = __is_enum(T)> struct __dtrace_sign_of : __dtrace_sign<T> {
};
template <typename T>
struct __dtrace_sign_of<T, true> : __dtrace_sign<__underlying_type(T)> {
};
}
#define __DTRACE_SIGN(x) ((int)__dtrace_sign_of<__typeof__(x)>::value)
#if __cplusplus >= 201103L
#define __DTRACE_AUTO(v, x) auto v = (x)
#else
#define __DTRACE_AUTO(v, x) __typeof__((x) + 0) v = (x)
#endif
#else
#define __DTRACE_SIGN(x)                                                                           \
	__extension__(_Generic((x), char: (char)-1 < (char)1 ? 1 : -1, signed char: 1, short: 1,   \
			       int: 1, long: 1, long long: 1, default: -1))
#define __DTRACE_AUTO(v, x) __extension__ __auto_type v = (x)
#endif

/* A compiler that calls an array's size negative means that the argument is larger than a register. */
#define __DTRACE_SIZE(x) \
	(__DTRACE_SIGN(x) * (int)sizeof(x) * (int)sizeof(char[sizeof(x) <= 8 ? 1 : -1]))

/*
 * Constants as such, and registers: memory may be a variable's, by a name that is nothing to the start-up object
 * and to the driver, and gone from a stripped file. 32-bit code has too few registers, no name for a byte of
 * some, and none for a long long: there arguments lie on the stack.
 */
#ifdef __LP64__
#define __DTRACE_CONSTRAINT "nr"
#define __DTRACE_KEEP(x)
#else
#define __DTRACE_CONSTRAINT "m"
#define __DTRACE_KEEP(x) __asm__ __volatile__("" ::"r"(&(x)) : "memory");
#endif
#define __DTRACE_OPERAND(n, x) [s##n] "n"(__DTRACE_SIZE(x)), [a##n] __DTRACE_CONSTRAINT(x)

#define __DTRACE_O1  __DTRACE_OPERAND(1, __dt1)
#define __DTRACE_O2  __DTRACE_O1, __DTRACE_OPERAND(2, __dt2)
#define __DTRACE_O3  __DTRACE_O2, __DTRACE_OPERAND(3, __dt3)
#define __DTRACE_O4  __DTRACE_O3, __DTRACE_OPERAND(4, __dt4)
#define __DTRACE_O5  __DTRACE_O4, __DTRACE_OPERAND(5, __dt5)
#define __DTRACE_O6  __DTRACE_O5, __DTRACE_OPERAND(6, __dt6)
#define __DTRACE_O7  __DTRACE_O6, __DTRACE_OPERAND(7, __dt7)
#define __DTRACE_O8  __DTRACE_O7, __DTRACE_OPERAND(8, __dt8)
#define __DTRACE_O9  __DTRACE_O8, __DTRACE_OPERAND(9, __dt9)
#define __DTRACE_O10 __DTRACE_O9, __DTRACE_OPERAND(10, __dt10)
#define __DTRACE_O11 __DTRACE_O10, __DTRACE_OPERAND(11, __dt11)
#define __DTRACE_O12 __DTRACE_O11, __DTRACE_OPERAND(12, __dt12)

#define __DTRACE_K1  __DTRACE_KEEP(__dt1)
#define __DTRACE_K2  __DTRACE_K1 __DTRACE_KEEP(__dt2)
#define __DTRACE_K3  __DTRACE_K2 __DTRACE_KEEP(__dt3)
#define __DTRACE_K4  __DTRACE_K3 __DTRACE_KEEP(__dt4)
#define __DTRACE_K5  __DTRACE_K4 __DTRACE_KEEP(__dt5)
#define __DTRACE_K6  __DTRACE_K5 __DTRACE_KEEP(__dt6)
#define __DTRACE_K7  __DTRACE_K6 __DTRACE_KEEP(__dt7)
#define __DTRACE_K8  __DTRACE_K7 __DTRACE_KEEP(__dt8)
#define __DTRACE_K9  __DTRACE_K8 __DTRACE_KEEP(__dt9)
#define __DTRACE_K10 __DTRACE_K9 __DTRACE_KEEP(__dt10)
#define __DTRACE_K11 __DTRACE_K10 __DTRACE_KEEP(__dt11)
#define __DTRACE_K12 __DTRACE_K11 __DTRACE_KEEP(__dt12)

/* A probe with n arguments, which are in variables __dt1 .. __dtn. */
#define __DTRACE_PROBE0(provider, name) \
	__asm__ __volatile__(__DTRACE_NOTE(provider, name, "0", ""))
#define __DTRACE_PROBE(provider, name, n)                                                          \
	__DTRACE_K##n __asm__ __volatile__(__DTRACE_NOTE(provider, name, "0", __DTRACE_A##n)::__DTRACE_O##n)
/* The same for a header of `dtrace -h`: with a counter and a site record. */
#define __DTRACE_LINKED0(provider, name, semaphore)                                                \
	__asm__ __volatile__(__DTRACE_NOTE(provider, name, semaphore, "")                          \
				     __DTRACE_RECORD(provider, name, semaphore, ""))
#define __DTRACE_LINKED(provider, name, semaphore, n)                                              \
	__DTRACE_K##n __asm__ __volatile__(__DTRACE_NOTE(provider, name, semaphore, __DTRACE_A##n)               \
				     __DTRACE_RECORD(provider, name, semaphore, __DTRACE_A##n)     \
			     :: __DTRACE_O##n)

/* --- for people ---------------------------------------------------------------------------------- */

#define __DTRACE_V1(a)	  __DTRACE_AUTO(__dt1, a)
#define __DTRACE_V2(a, b) __DTRACE_V1(a); __DTRACE_AUTO(__dt2, b)
#define __DTRACE_V3(a, b, c) __DTRACE_V2(a, b); __DTRACE_AUTO(__dt3, c)
#define __DTRACE_V4(a, b, c, d) __DTRACE_V3(a, b, c); __DTRACE_AUTO(__dt4, d)
#define __DTRACE_V5(a, b, c, d, e) __DTRACE_V4(a, b, c, d); __DTRACE_AUTO(__dt5, e)
#define __DTRACE_V6(a, b, c, d, e, f) __DTRACE_V5(a, b, c, d, e); __DTRACE_AUTO(__dt6, f)
#define __DTRACE_V7(a, b, c, d, e, f, g) __DTRACE_V6(a, b, c, d, e, f); __DTRACE_AUTO(__dt7, g)
#define __DTRACE_V8(a, b, c, d, e, f, g, h) \
	__DTRACE_V7(a, b, c, d, e, f, g); __DTRACE_AUTO(__dt8, h)
#define __DTRACE_V9(a, b, c, d, e, f, g, h, i) \
	__DTRACE_V8(a, b, c, d, e, f, g, h); __DTRACE_AUTO(__dt9, i)
#define __DTRACE_V10(a, b, c, d, e, f, g, h, i, j) \
	__DTRACE_V9(a, b, c, d, e, f, g, h, i); __DTRACE_AUTO(__dt10, j)
#define __DTRACE_V11(a, b, c, d, e, f, g, h, i, j, k) \
	__DTRACE_V10(a, b, c, d, e, f, g, h, i, j); __DTRACE_AUTO(__dt11, k)
#define __DTRACE_V12(a, b, c, d, e, f, g, h, i, j, k, l) \
	__DTRACE_V11(a, b, c, d, e, f, g, h, i, j, k); __DTRACE_AUTO(__dt12, l)

#define __DTRACE_DO(provider, name, n, variables)                                                  \
	do {                                                                                       \
		variables;                                                                         \
		__DTRACE_PROBE(#provider, #name, n);                                               \
	} while (0)

#define DTRACE_PROBE(provider, name)	 __DTRACE_PROBE0(#provider, #name)
#define DTRACE_PROBE1(provider, name, a) __DTRACE_DO(provider, name, 1, __DTRACE_V1(a))
#define DTRACE_PROBE2(provider, name, a, b) __DTRACE_DO(provider, name, 2, __DTRACE_V2(a, b))
#define DTRACE_PROBE3(provider, name, a, b, c) __DTRACE_DO(provider, name, 3, __DTRACE_V3(a, b, c))
#define DTRACE_PROBE4(provider, name, a, b, c, d) \
	__DTRACE_DO(provider, name, 4, __DTRACE_V4(a, b, c, d))
#define DTRACE_PROBE5(provider, name, a, b, c, d, e) \
	__DTRACE_DO(provider, name, 5, __DTRACE_V5(a, b, c, d, e))
#define DTRACE_PROBE6(provider, name, a, b, c, d, e, f) \
	__DTRACE_DO(provider, name, 6, __DTRACE_V6(a, b, c, d, e, f))
#define DTRACE_PROBE7(provider, name, a, b, c, d, e, f, g) \
	__DTRACE_DO(provider, name, 7, __DTRACE_V7(a, b, c, d, e, f, g))
#define DTRACE_PROBE8(provider, name, a, b, c, d, e, f, g, h) \
	__DTRACE_DO(provider, name, 8, __DTRACE_V8(a, b, c, d, e, f, g, h))
#define DTRACE_PROBE9(provider, name, a, b, c, d, e, f, g, h, i) \
	__DTRACE_DO(provider, name, 9, __DTRACE_V9(a, b, c, d, e, f, g, h, i))
#define DTRACE_PROBE10(provider, name, a, b, c, d, e, f, g, h, i, j) \
	__DTRACE_DO(provider, name, 10, __DTRACE_V10(a, b, c, d, e, f, g, h, i, j))
#define DTRACE_PROBE11(provider, name, a, b, c, d, e, f, g, h, i, j, k) \
	__DTRACE_DO(provider, name, 11, __DTRACE_V11(a, b, c, d, e, f, g, h, i, j, k))
#define DTRACE_PROBE12(provider, name, a, b, c, d, e, f, g, h, i, j, k, l) \
	__DTRACE_DO(provider, name, 12, __DTRACE_V12(a, b, c, d, e, f, g, h, i, j, k, l))

#else /* another machine */

#define DTRACE_PROBE(provider, name)					    do { } while (0)
#define DTRACE_PROBE1(provider, name, a)				    do { } while (0)
#define DTRACE_PROBE2(provider, name, a, b)				    do { } while (0)
#define DTRACE_PROBE3(provider, name, a, b, c)				    do { } while (0)
#define DTRACE_PROBE4(provider, name, a, b, c, d)			    do { } while (0)
#define DTRACE_PROBE5(provider, name, a, b, c, d, e)			    do { } while (0)
#define DTRACE_PROBE6(provider, name, a, b, c, d, e, f)			    do { } while (0)
#define DTRACE_PROBE7(provider, name, a, b, c, d, e, f, g)		    do { } while (0)
#define DTRACE_PROBE8(provider, name, a, b, c, d, e, f, g, h)		    do { } while (0)
#define DTRACE_PROBE9(provider, name, a, b, c, d, e, f, g, h, i)	    do { } while (0)
#define DTRACE_PROBE10(provider, name, a, b, c, d, e, f, g, h, i, j)	    do { } while (0)
#define DTRACE_PROBE11(provider, name, a, b, c, d, e, f, g, h, i, j, k)    do { } while (0)
#define DTRACE_PROBE12(provider, name, a, b, c, d, e, f, g, h, i, j, k, l) do { } while (0)

#endif

#define STAP_PROBE(provider, name) DTRACE_PROBE(provider, name)
#define STAP_PROBE1(provider, name, a) DTRACE_PROBE1(provider, name, a)
#define STAP_PROBE2(provider, name, a, b) DTRACE_PROBE2(provider, name, a, b)
#define STAP_PROBE3(provider, name, a, b, c) DTRACE_PROBE3(provider, name, a, b, c)
#define STAP_PROBE4(provider, name, a, b, c, d) DTRACE_PROBE4(provider, name, a, b, c, d)
#define STAP_PROBE5(provider, name, a, b, c, d, e) DTRACE_PROBE5(provider, name, a, b, c, d, e)
#define STAP_PROBE6(provider, name, a, b, c, d, e, f) \
	DTRACE_PROBE6(provider, name, a, b, c, d, e, f)
#define STAP_PROBE7(provider, name, a, b, c, d, e, f, g) \
	DTRACE_PROBE7(provider, name, a, b, c, d, e, f, g)
#define STAP_PROBE8(provider, name, a, b, c, d, e, f, g, h) \
	DTRACE_PROBE8(provider, name, a, b, c, d, e, f, g, h)
#define STAP_PROBE9(provider, name, a, b, c, d, e, f, g, h, i) \
	DTRACE_PROBE9(provider, name, a, b, c, d, e, f, g, h, i)
#define STAP_PROBE10(provider, name, a, b, c, d, e, f, g, h, i, j) \
	DTRACE_PROBE10(provider, name, a, b, c, d, e, f, g, h, i, j)
#define STAP_PROBE11(provider, name, a, b, c, d, e, f, g, h, i, j, k) \
	DTRACE_PROBE11(provider, name, a, b, c, d, e, f, g, h, i, j, k)
#define STAP_PROBE12(provider, name, a, b, c, d, e, f, g, h, i, j, k, l) \
	DTRACE_PROBE12(provider, name, a, b, c, d, e, f, g, h, i, j, k, l)

#endif
