/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * droptags mark messages on lost data
 * @options: -x droptags
 */
BEGIN { this->a = speculation(); this->b = speculation(); exit(0); }
