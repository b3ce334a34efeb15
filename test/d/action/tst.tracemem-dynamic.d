/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the third argument of tracemem() shortens
 */
BEGIN
{
	this->p = (uint64_t *)alloca(16);
	this->p[0] = 0x6867666564636261;
	this->p[1] = 0x706f6e6d6c6b6a69;
	tracemem(this->p, 16, 5);
	n = 3;
	tracemem(this->p, 16, n);
	exit(0);
}
