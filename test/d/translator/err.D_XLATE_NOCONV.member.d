/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
struct o { int a; int b; };
translator struct o < int i > { a = i; };
BEGIN { trace(xlate <struct o>(1).b); }
