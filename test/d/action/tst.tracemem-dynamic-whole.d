/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * 0, too much or less than nothing is all of it
 */
BEGIN
{
	this->p = (uint64_t *)alloca(8);
	this->p[0] = 0x636261;
	tracemem(this->p, 4, 0);
	tracemem(this->p, 4, 100);
	tracemem(this->p, 4, -1);
	exit(0);
}
