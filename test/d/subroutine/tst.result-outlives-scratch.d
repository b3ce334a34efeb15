/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a result kept in a variable outlives its clause
 */
BEGIN { g = strjoin("a", "b"); self->s = toupper("c"); a[1] = substr("xyz", 1); }

BEGIN { strjoin("overwrite", "scratch"); }

BEGIN { printf("%s %s %s\n", g, self->s, a[1]); exit(0); }
