/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a fault in the clause of ERROR is a drop, not another ERROR
 */
BEGIN { trace(*(int *)8); }

BEGIN { exit(0); }

ERROR { trace(*(int *)16); }
