/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * in the classic layout
 * @loud
 * @only: process
 */
BEGIN
{
	this->p = (uint64_t *)alloca(8);
	this->p[0] = 0x64636261;
	tracemem(this->p, 4);
	exit(0);
}
