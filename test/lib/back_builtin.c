/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Stands in for the engine's table of built-in variables where the verifier is linked without the
 * engine.
 */
#include "../../driver/core/run.h"

bool dtrace_builtin_known(uint32_t id)
{
	return id >= DIF_VAR_CURTHREAD && id <= DIF_VAR_CPU;
}
