/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct is no integer
 */
struct s { int a; }; struct s s; BEGIN { printf("%d", s); }
