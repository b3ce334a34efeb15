/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * chill() waits, and the clock knows
 * @options: -w
 */
BEGIN { this->t = timestamp; chill(20000000); printf("%d", timestamp - this->t >= 20000000); exit(0); }
