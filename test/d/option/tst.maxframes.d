/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * maxframes bounds stacks
 * @options: -x maxframes=1
 * @only: process
 */
BEGIN { ustack(); stack(9); ustack(3); exit(0); }
