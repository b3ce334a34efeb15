/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ++ on void *
 */
void *p;
BEGIN
{
	p++;
	exit(0);
}
