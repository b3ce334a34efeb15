/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * include needs the preprocessor
 */
#include "x.h"
BEGIN
{
	
	exit(0);
}
