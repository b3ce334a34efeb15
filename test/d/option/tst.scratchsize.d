/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * scratchsize bounds alloca()
 * @options: -x scratchsize=128
 */
BEGIN { this->p = alloca(100); printf("small\n"); }
BEGIN { this->p = alloca(200); printf("large\n"); }
BEGIN { exit(0); }
