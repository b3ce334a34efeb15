/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A library with notes, for programs that load it when they like. */
#include "include/dtrace/sdt.h"

int plug(int value);

__attribute__((noipa)) int plug(int value)
{
	DTRACE_PROBE1(plugged, in, value);
	return value * 2;
}
