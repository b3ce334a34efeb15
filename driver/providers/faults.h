/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the processor refused, as proc:::fault tells it: the numbers of the classic <sys/fault.h>,
 * which procfs.d names, from a signal and its code. For the driver and the in-process host; who
 * includes this has the system's signal numbers already.
 */
#ifndef DTRACE_PROVIDERS_FAULTS_H
#define DTRACE_PROVIDERS_FAULTS_H

/* ORDER FAULT */
enum fault {
	FLTILL = 1,
	FLTBPT = 3,
	FLTTRACE,
	FLTACCESS,
	FLTBOUNDS,
	FLTIOVF,
	FLTIZDIV,
	FLTFPE
};

/* Not all of these signals are the processor's: those that a program sends have another code. */
static inline int is_fault(int signal, int code)
{
	switch (signal) {
	case SIGILL:
	case SIGTRAP:
	case SIGBUS:
	case SIGSEGV:
	case SIGFPE:
		return code > 0;
	default:
		return 0;
	}
}

static inline enum fault fault_of(int signal, int code)
{
	switch (signal) {
	case SIGTRAP:
		return code == TRAP_BRKPT || code == SI_KERNEL ? FLTBPT : FLTTRACE;
	case SIGBUS:
		return FLTACCESS;
	case SIGSEGV:
		return FLTBOUNDS;
	case SIGFPE:
		if (code == FPE_INTDIV)
			return FLTIZDIV;
		return code == FPE_INTOVF ? FLTIOVF : FLTFPE;
	default:
		return FLTILL;
	}
}

#endif
