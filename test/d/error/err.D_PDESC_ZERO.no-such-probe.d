/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a description that matches no probe
 */
dtrace:::NOSUCH { exit(0); }
