/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rows of sixteen, the last one short
 */
BEGIN
{
	this->p = (uint64_t *)alloca(40);
	this->p[0] = 0x3736353433323130;
	this->p[1] = 0x6665646362613938;
	this->p[2] = 0x6e6d6c6b6a696867;
	this->p[3] = 0x767574737271706f;
	this->p[4] = 0x7a797877;
	tracemem(this->p, 35);
	exit(0);
}
