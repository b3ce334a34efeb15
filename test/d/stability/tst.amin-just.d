/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * amin: exactly as stable is enough
 * @options: -x amin=Stable/Private/Common
 */
BEGIN { this->t = curthread; printf("yes\n"); exit(0); }
