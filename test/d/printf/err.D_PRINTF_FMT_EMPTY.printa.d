/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa() with an empty format
 */
BEGIN { @ = count(); printa("", @); }
