/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * and lets it have more than usual
 * @options: -x scratchsize=1m
 */
BEGIN { this->p = (char *)alloca(900000); *(this->p + 899999) = 7; trace(*(this->p + 899999)); exit(0); }
