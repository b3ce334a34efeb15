/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * nor is a negative one
 */
BEGIN { commit(-1); }
BEGIN { exit(0); }
