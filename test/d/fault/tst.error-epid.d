/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * arg1 of ERROR is the enabled probe that failed
 */
BEGIN { this->e = epid; }

BEGIN { e = epid; trace(*(int *)8); }

BEGIN { exit(0); }

ERROR { printf("%d\n", arg1 == e); }
