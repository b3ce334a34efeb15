/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#pragma D depends_on provider nosuch
BEGIN { }
