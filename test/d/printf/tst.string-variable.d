/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %s of variables and calls
 */
BEGIN { x = "var"; self->y = "self"; z["k"] = "assoc"; printf("%s %s %s %s %s\n", x, self->y, z["k"], strjoin("a", "b"), probename); exit(0); }
