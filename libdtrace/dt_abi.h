/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Where the System V ABI for x86-64 puts the parameters of a function of a user program, and its
 * value, in terms of the arguments that pid probes have: arg0 to arg5 are the integer registers,
 * arg6 and so on the words of the stack; of a return, arg1 is the register of the value.
 */
#ifndef DT_ABI_H
#define DT_ABI_H

#include "dt_type.h"

struct dt_abi_place {
	int argument;	 /* which one it is, -1: none */
	bool is_address; /* the argument is where the object lies, in the process */
	char why[160];	 /* without one: "is passed in a floating-point register" … */
};

/* false: there is no such parameter, or no value. */
bool dt_abi_parameter(struct dtrace_hdl *hdl, struct dt_type *function, size_t index,
		      struct dt_abi_place *place);
bool dt_abi_result(struct dtrace_hdl *hdl, struct dt_type *function, struct dt_abi_place *place);

#endif
