/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string key of more than fifty characters is printed whole
 */
BEGIN { @["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"] = count(); exit(0); }
